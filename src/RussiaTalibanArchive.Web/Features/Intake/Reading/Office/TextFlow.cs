using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>
/// Gathers text into lines: each paragraph is one, each table row is one with its cells parted by tabs. What lies inside a cell
/// (paragraphs, a table of its own) is parted by spaces.
/// </summary>
internal sealed class TextFlow(TextBudget budget, Action<string> emit)
{
    private readonly StringBuilder _line = new();
    private int _tables;

    public bool IsInTable => _tables > 0;

    public bool IsEmpty => _line.Length == 0;

    /// <summary>The last character of the line so far; a line feed where there is none.</summary>
    public char Last => _line.Length == 0 ? '\n' : _line[^1];

    public void Append(string text)
    {
        budget.Spend(text.Length);
        _line.Append(text);
    }

    public void Append(char character)
    {
        budget.Spend(1);
        _line.Append(IsInTable && character is '\n' or '\t' ? ' ' : character);
    }

    public void EndParagraph()
    {
        if (IsInTable)
        {
            Part(' ');
        }
        else
        {
            Emit();
        }
    }

    public void StartTable()
    {
        if (!IsInTable && !IsEmpty)
        {
            Emit();
        }

        _tables++;
    }

    public void EndTable() => _tables = Math.Max(0, _tables - 1);

    public void EndCell()
    {
        while (Last == ' ')
        {
            _line.Length--;
        }

        if (_tables > 1)
        {
            Part(' ');
        }
        else
        {
            budget.Spend(1);
            _line.Append('\t');
        }
    }

    public void EndRow()
    {
        if (_tables <= 1)
        {
            Emit();
        }
    }

    /// <summary>What was gathered since the last line, which is dropped from the flow.</summary>
    public string Take()
    {
        var line = _line.ToString().TrimEnd(' ', '\t', '\n');
        _line.Clear();
        return line;
    }

    private void Part(char separator)
    {
        if (Last is not ('\n' or '\t' or ' '))
        {
            budget.Spend(1);
            _line.Append(separator);
        }
    }

    private void Emit() => emit(Take());
}

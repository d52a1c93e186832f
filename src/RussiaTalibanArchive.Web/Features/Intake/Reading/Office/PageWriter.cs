using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>Makes pages of lines.</summary>
internal sealed class PageWriter(ReadOutput output)
{
    private readonly StringBuilder _page = new();
    private readonly List<string> _notes = [];

    /// <summary>From 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Whether nothing stands on the page yet.</summary>
    public bool IsEmpty => _page.Length == 0;

    /// <summary>Adds a paragraph. Of several empty ones, one is kept.</summary>
    public void Line(string text)
    {
        if (text.Length > 0 || (_page.Length > 1 && _page[^2] != '\n'))
        {
            _page.Append(text).Append('\n');
        }
    }

    /// <summary>Keeps a footnote for the foot of this page.</summary>
    public void Note(string text) => _notes.Add(text);

    /// <summary>Begins the next page.</summary>
    public void Break()
    {
        Flush();
        Number++;
    }

    /// <summary>Begins the next page unless this one is still empty.</summary>
    public void BreakIfWritten()
    {
        if (!IsEmpty)
        {
            Break();
        }
    }

    /// <summary>Writes the last page, with what belongs after all text.</summary>
    public void Finish(IEnumerable<string>? last = null)
    {
        _notes.AddRange(last ?? []);
        Flush();
    }

    private void Flush()
    {
        _notes.ForEach(Line);
        _notes.Clear();
        var text = _page.ToString().TrimEnd('\n');
        output.AddPage(new()
        {
            Number = Number,
            Text = text.Length == 0 ? "" : text + "\n",
            Source = text.Length == 0 ? TextSource.None : TextSource.File,
        });
        _page.Clear();
    }
}

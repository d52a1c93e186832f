using System.Globalization;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

/// <summary>The words of a picture in reading order, as text with paragraphs, each word with its place in the text and on the picture.</summary>
internal sealed class RecognisedWords
{
    private const int MaxWords = 50_000;

    private readonly StringBuilder _text = new();
    private readonly List<WordBox> _words = [];
    private (string Block, string Paragraph, string Line) _last;

    private RecognisedWords()
    {
    }

    public string Text => _text.ToString();

    /// <summary>Boxes are in pixels here.</summary>
    public IReadOnlyList<WordBox> Words => _words;

    /// <summary>How much was read, and how surely: of two readings the one with more is the better.</summary>
    public long Score => _words.Sum(word => (long)word.Length * Math.Max(0, word.Confidence!.Value - 50));

    /// <summary>0 to 100; 0 when there are no words.</summary>
    public double MeanConfidence => _words.Count == 0 ? 0 : _words.Average(word => word.Confidence!.Value);

    /// <summary>0 to 1.</summary>
    public double DoubtfulShare => _words.Count == 0 ? 0 : _words.Count(RecognisedText.IsDoubtful) / (double)_words.Count;

    /// <param name="table">Tesseract's: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.</param>
    public static RecognisedWords Of(string table)
    {
        var words = new RecognisedWords();
        foreach (var line in table.Split('\n'))
        {
            var cells = line.TrimEnd('\r').Split('\t');
            if (cells is ["5", ..] && cells.Length >= 12 && words._words.Count < MaxWords)
            {
                words.Add(cells);
            }
        }

        return words;
    }

    private void Add(string[] cells)
    {
        var word = cells[11].Trim();
        if (word.Length == 0)
        {
            return;
        }

        var place = (cells[2], cells[3], cells[4]);
        Join(place, word[0]);
        _last = place;
        _words.Add(new(_text.Length, word.Length, Number(cells[6]), Number(cells[7]), Number(cells[8]), Number(cells[9]), Math.Clamp(Number(cells[10]), 0, 100)));
        _text.Append(word);
    }

    private void Join((string Block, string Paragraph, string Line) place, char next)
    {
        if (_text.Length == 0)
        {
            return;
        }

        var isNewParagraph = (place.Block, place.Paragraph) != (_last.Block, _last.Paragraph);
        if (!isNewParagraph && place.Line != _last.Line && IsBroken(next))
        {
            _text.Length--;
            _words[^1] = _words[^1] with { Length = _words[^1].Length - 1 };
            return;
        }

        _text.Append(isNewParagraph ? '\n' : ' ');
    }

    /// <summary>Whether the line ends with a hyphen inside a word. Arabic script has none.</summary>
    private bool IsBroken(char next) => _text.Length > 2 && _words[^1].Length > 1 && _text[^1] is '-' or '\u2010' or '\u00AD' && char.IsLower(_text[^2]) && char.IsLower(next);

    private static int Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (int)Math.Clamp(Math.Round(number), 0, 1_000_000) : 0;
}

using System.Text;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Reads plain text and Markdown in whatever encoding; a line is a paragraph, a form feed begins a page.</summary>
public static class PlainTextReader
{
    /// <summary>In UTF-16 code units: a text without form feeds is cut into pages of about this length, at ends of lines.</summary>
    private const int PageLength = 100_000;

    /// <exception cref="UnreadableException">The encoding that was named is unknown, or there is too much text.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        using var file = new FileStream(job.Input, FileMode.Open, FileAccess.Read, FileShare.Read);
        var (reader, name) = Open(file, job.Encoding);
        output.Reading.Encoding = name;
        using (reader)
        {
            Pages(reader, output);
        }
    }

    /// <summary>Opens a stream as text.</summary>
    /// <returns>The reader, and the WHATWG name of the encoding.</returns>
    /// <exception cref="UnreadableException">The encoding that was named is unknown.</exception>
    public static (StreamReader Reader, string Encoding) Open(FileStream file, string? encoding)
    {
        ArgumentNullException.ThrowIfNull(file);
        var start = new byte[Math.Min(64 * 1024, file.Length)];
        file.ReadExactly(start);
        file.Position = 0;
        var name = encoding ?? TextDecoding.Detect(start);
        return (new StreamReader(file, TextDecoding.Of(name) ?? throw new UnreadableException("This is no character encoding that is known here: {0}.", name)), name);
    }

    private static void Pages(StreamReader reader, ReadOutput output)
    {
        var page = new StringBuilder();
        var buffer = new char[16 * 1024];
        var number = 0;
        int read;
        while ((read = reader.Read(buffer)) > 0)
        {
            foreach (var c in buffer.AsSpan(0, read))
            {
                if (c == '\f' || (c == '\n' && page.Length >= PageLength) || page.Length >= 2 * PageLength)
                {
                    Add(page, ++number, output);
                }

                if (c != '\f')
                {
                    page.Append(c);
                }
            }
        }

        Add(page, ++number, output);
    }

    private static void Add(StringBuilder page, int number, ReadOutput output)
    {
        var text = TextNormalizer.Normalize(page.ToString());
        output.AddPage(new() { Number = number, Text = text, Source = string.IsNullOrWhiteSpace(text) ? TextSource.None : TextSource.File });
        page.Clear();
    }
}

using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Reads plain text and Markdown, in whatever encoding.</summary>
public static partial class PlainTextReader
{
    /// <summary>How far into a Markdown text its first heading is looked for, in UTF-16 code units.</summary>
    private const int TitleWithin = 20_000;

    /// <exception cref="UnreadableException">The encoding that was named does not exist, or there is too much text.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        using var file = File.OpenRead(job.Input);
        var encoding = TextDecoding.Choose(job.Encoding, file);
        output.Reading.Encoding = encoding.Name;
        file.Position = encoding.PreambleLength;
        using var reader = new StreamReader(file, encoding.Encoding, detectEncodingFromByteOrderMarks: false, 1 << 16);
        Write(reader, output, FileTypes.IsMarkdownName(job.Name));
    }

    private static void Write(StreamReader reader, ReadOutput output, bool isMarkdown)
    {
        var pages = new PagedText(output);
        var buffer = new char[1 << 16];
        var isFirst = true;
        int read;
        while ((read = reader.ReadBlock(buffer)) > 0)
        {
            if (isFirst && isMarkdown)
            {
                output.Reading.Title = TitleOf(new string(buffer, 0, Math.Min(read, TitleWithin)));
            }

            pages.Append(buffer.AsSpan(0, read));
            isFirst = false;
        }

        pages.End();
    }

    /// <summary>The first heading outside of fenced code, whether marked by <c>#</c> or underlined.</summary>
    private static string? TitleOf(string markdown)
    {
        var isCode = false;
        var previous = "";
        foreach (var line in TextNormalizer.Normalize(markdown).Split('\n'))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal);
            if (!isCode && (HashHeading().Match(line) is { Success: true } hashed))
            {
                return hashed.Groups[1].Value;
            }

            if (!isCode && previous.Length > 0 && Underline().IsMatch(line))
            {
                return previous;
            }

            previous = line.Trim();
        }

        return null;
    }

    [GeneratedRegex(@"^ {0,3}#{1,6}[ \t]+(\S(?:.*?\S)?)(?:[ \t]+#+)?[ \t]*$", RegexOptions.NonBacktracking)]
    private static partial Regex HashHeading();

    [GeneratedRegex(@"^={2,}[ \t]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Underline();
}

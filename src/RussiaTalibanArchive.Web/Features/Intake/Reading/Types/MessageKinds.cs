using System.Text.RegularExpressions;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Types;

/// <summary>E-mail and saved web pages (MHTML), told by the lines of their heads.</summary>
internal static partial class MessageKinds
{
    private const int MaxLines = 2000;

    private static readonly HashSet<string> Correspondence = new(["from", "to", "cc", "date", "subject", "sender", "reply-to"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Transport = new(
        ["received", "return-path", "delivered-to", "message-id", "mime-version", "content-type", "dkim-signature", "in-reply-to", "references", "user-agent", "x-mailer"],
        StringComparer.OrdinalIgnoreCase);

    /// <returns><see langword="null"/> when the text does not begin with the head of a message.</returns>
    public static FileKind? Tell(string text, string name)
    {
        var isMailbox = MailboxLine().Match(text) is { Success: true, Length: var skip } && skip > 0;
        var head = Head(isMailbox ? text[(text.IndexOf('\n') + 1)..] : text);
        int correspondence = head.Keys.Count(Correspondence.Contains), transport = head.Keys.Count(Transport.Contains);
        if (correspondence + transport < 2)
        {
            return null;
        }

        if (IsSavedPage(head))
        {
            return FileKind.Mhtml;
        }

        var isSent = transport > 0 && (correspondence > 0 || transport > 2);
        return isMailbox || isSent || IsDatedLetter(head) || FileTypes.HasExtension(name, ".eml", ".mbox") ? FileKind.Eml : null;
    }

    private static bool IsSavedPage(Dictionary<string, string> head) =>
        Value(head, "content-type").Contains("multipart/related", StringComparison.OrdinalIgnoreCase)
        && (head.ContainsKey("snapshot-content-location") || Value(head, "from").Contains("saved by", StringComparison.OrdinalIgnoreCase)
            || !(head.ContainsKey("to") || head.ContainsKey("received") || head.ContainsKey("message-id")));

    /// <summary>A memo has lines "From:" and "Date:" too, but no address, nor a date as messages have it.</summary>
    private static bool IsDatedLetter(Dictionary<string, string> head) =>
        Value(head, "from").Contains('@', StringComparison.Ordinal) && MessageDate().IsMatch(Value(head, "date"));

    private static string Value(Dictionary<string, string> head, string name) => head.GetValueOrDefault(name, "");

    /// <summary>The lines up to the first empty one; none when one of them is no line of a head.</summary>
    private static Dictionary<string, string> Head(string text)
    {
        var head = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var last = "";
        foreach (var line in text.Split('\n', MaxLines).Select(line => line.TrimEnd('\r')))
        {
            if (line.Length == 0)
            {
                break;
            }

            if (line[0] is ' ' or '\t' && last.Length > 0)
            {
                head[last] += line;
            }
            else if (HeadLine().Match(line) is { Success: true } field)
            {
                last = field.Groups[1].Value;
                head[last] = field.Groups[2].Value;
            }
            else
            {
                return [];
            }
        }

        return head;
    }

    [GeneratedRegex(@"^From \S+.*\d{4}[^\n]*\r?\n", RegexOptions.NonBacktracking)]
    private static partial Regex MailboxLine();

    [GeneratedRegex(@"^([!-9;-~]{1,100}?)[ \t]*:[ \t]*(.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex HeadLine();

    [GeneratedRegex(@"\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{2,4}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MessageDate();
}

using System.Globalization;
using MimeKit;
using MimeKit.Utils;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Messages;

/// <summary>The head of a message: what readers see of it, and what it gives away of the way it took.</summary>
internal static class MailHeads
{
    private const int MaxAddresses = 1000;
    private const int MaxReferences = 200;
    private const int MaxLine = 2000;

    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase) { "From", "To", "Cc", "Subject", "Date", "Message-Id", "References", "In-Reply-To", "MIME-Version", "Content-Type", "Content-Transfer-Encoding" };
    private static readonly HashSet<string> Tools = new(StringComparer.OrdinalIgnoreCase) { "User-Agent", "X-Mailer", "X-MimeOLE", "X-Newsreader" };
    private static readonly HashSet<string> People = new(StringComparer.OrdinalIgnoreCase) { "Bcc", "Sender", "Reply-To", "Return-Path", "Delivered-To", "Envelope-To", "X-Sender", "X-Envelope-From", "Disposition-Notification-To", "Organization" };
    private static readonly HashSet<string> Hosts = new(StringComparer.OrdinalIgnoreCase) { "X-Originating-IP", "X-Originating-Ip", "X-Sender-IP", "X-Source-IP", "X-Client-IP", "X-Remote-IP", "X-Real-IP" };

    public static MailHead Of(MimeMessage message)
    {
        var date = message.Headers[HeaderId.Date];
        return new()
        {
            Subject = Line(message.Subject),
            From = Addresses(message.From, message.Headers[HeaderId.From]),
            To = Addresses(message.To, message.Headers[HeaderId.To]),
            Cc = Addresses(message.Cc, message.Headers[HeaderId.Cc]),
            Date = date is not null && DateUtils.TryParse(date, out var day) && day.Year is > 1969 and < 2200 ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            DatePrinted = Line(date),
            MessageId = Line(message.MessageId),
            References = message.References.Append(message.InReplyTo).Select(Line).OfType<string>().Distinct().Take(MaxReferences).ToList(),
        };
    }

    public static void Find(MimeMessage message, ReadOutput output)
    {
        foreach (var head in message.Headers.Where(h => !Shown.Contains(h.Field)))
        {
            var kind = Tools.Contains(head.Field) ? FindingKind.Tool
                : People.Contains(head.Field) ? FindingKind.Person
                : Hosts.Contains(head.Field) ? FindingKind.Path : FindingKind.MessageHead;
            output.Find(kind, head.Field, Line(head.Value));
        }

        output.Find(FindingKind.Time, "Date", Line(message.Headers[HeaderId.Date]));
        output.Find(FindingKind.Identifier, "Message-Id", Line(message.MessageId));
    }

    /// <summary>A text on one line, or <see langword="null"/> when there is none.</summary>
    public static string? Line(string? text)
    {
        var words = TextNormalizer.Normalize(Start(text ?? "")).Split([' ', '\n', '\t', '\f'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words);
    }

    private static List<string> Addresses(InternetAddressList list, string? raw)
    {
        var found = list.Mailboxes.Select(box => Line(string.IsNullOrWhiteSpace(box.Name) ? box.Address : $"{box.Name} <{box.Address}>"))
            .OfType<string>().Take(MaxAddresses).ToList();
        return found.Count > 0 || Line(raw) is not { } line ? found : [line];
    }

    private static string Start(string text) => text.Length > MaxLine ? text[..MaxLine] : text;
}

using System.Globalization;
using System.Text;
using MimeKit;
using MimeKit.Tnef;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Reads messages: EML, several in an mbox, and Outlook's MSG by way of <c>msgconvert</c>. What is attached becomes files of its own.</summary>
public static class MailReader
{
    private const int MaxDepth = 50;
    private const int MaxMessages = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly HashSet<string> Ordinary = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Cc", "Subject", "Date", "Message-Id", "In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    };

    /// <exception cref="UnreadableException">It is damaged or nested too deeply, or a program is missing.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        var path = job.Kind is FileKind.Msg ? Converted(job) : job.Input;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (IsMailbox(file))
        {
            ReadMailbox(file, output);
            return;
        }

        try
        {
            ReadMessage(new MimeParser(Options(), file, MimeFormat.Entity).ParseMessage(), job, output);
        }
        catch (FormatException)
        {
            throw new UnreadableException("The message is damaged: its head cannot be read.");
        }
    }

    private static ParserOptions Options() => new() { MaxMimeDepth = MaxDepth, CharsetEncoding = Encoding.UTF8 };

    private static bool IsMailbox(FileStream file)
    {
        var start = new byte[5];
        var read = file.ReadAtLeast(start, 5, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 5 && start.AsSpan().SequenceEqual("From "u8);
    }

    /// <summary>Each message of a mailbox becomes a file of its own.</summary>
    private static void ReadMailbox(FileStream file, ReadOutput output)
    {
        var parser = new MimeParser(Options(), file, MimeFormat.Mbox);
        var count = 0;
        while (!parser.IsEndOfStream && count < MaxMessages)
        {
            var message = parser.ParseMessage();
            using var content = new MemoryStream();
            message.WriteTo(content);
            content.Position = 0;
            output.AddPart($"{(++count).ToString(CultureInfo.InvariantCulture)}.eml", content);
        }

        output.AddPage(new() { Number = 1, Source = TextSource.None });
    }

    private static void ReadMessage(MimeMessage message, ReadJob job, ReadOutput output)
    {
        output.Reading.Mail = HeadOf(message);
        output.Reading.Title = Clean(Subject(message));
        var body = BodyOf(message, job, output);
        output.AddPage(new() { Number = 1, Text = body, Source = body.Length == 0 ? TextSource.None : TextSource.File });
        foreach (var part in message.BodyParts.Where(p => !IsBody(p)).Concat(message.Attachments.Where(a => a is MessagePart)).Distinct())
        {
            Take(part, output);
        }

        foreach (var header in message.Headers.Where(h => !Ordinary.Contains(h.Field)).Take(200))
        {
            var kind = header.Field.ToLowerInvariant() switch
            {
                "user-agent" or "x-mailer" or "x-mimeole" => FindingKind.Tool,
                "return-path" or "sender" or "reply-to" or "bcc" or "delivered-to" or "x-original-to" => FindingKind.Person,
                _ => FindingKind.MessageHead,
            };
            output.Find(kind, header.Field, Clean(header.Value));
        }
    }

    private static MailHead HeadOf(MimeMessage message) => new()
    {
        Subject = Clean(Subject(message)),
        From = Addresses(message.From),
        To = Addresses(message.To),
        Cc = Addresses(message.Cc),
        Date = message.Headers.Contains(HeaderId.Date) && message.Date.Year is > 1970 and < 2100 ? message.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        DatePrinted = Clean(message.Headers[HeaderId.Date]),
        MessageId = Clean(message.MessageId),
        References = [.. message.References.Append(message.InReplyTo).Select(Clean).OfType<string>().Distinct().Take(200)],
    };

    /// <summary>Heads in raw bytes of an old code page are decoded by what their letters are.</summary>
    private static string? Subject(MimeMessage message)
    {
        var header = message.Headers.FirstOrDefault(h => h.Id == HeaderId.Subject);
        if (header is null || !header.RawValue.Any(b => b > 127))
        {
            return message.Subject;
        }

        return header.GetValue(TextDecoding.OfNames([header.RawValue]).Encoding);
    }

    private static List<string> Addresses(InternetAddressList list) => [.. list.Take(500).Select(a => Clean(a.ToString())).OfType<string>()];

    private static bool IsBody(MimeEntity part) =>
        part is TextPart { IsAttachment: false } text && string.IsNullOrEmpty(text.FileName) && (text.IsPlain || text.IsHtml);

    private static string BodyOf(MimeMessage message, ReadJob job, ReadOutput output)
    {
        var texts = message.BodyParts.OfType<TextPart>().Where(IsBody).ToList();
        var plain = texts.Where(p => p.IsPlain).ToList();
        var body = plain.Count > 0 ? string.Join('\n', plain.Select(p => TextOf(p, job, output)))
            : string.Join('\n', texts.Where(p => p.IsHtml).Select(p => HtmlReader.Text(TextOf(p, job, output), output)));
        return TextNormalizer.Normalize(body).Replace('\f', '\n').Trim('\n');
    }

    /// <summary>The text in the encoding that it says, unless it says none and holds more than ASCII, or says what it cannot be.</summary>
    private static string TextOf(TextPart part, ReadJob job, ReadOutput output)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        var bytes = content.ToArray();
        var declared = part.ContentType.Charset?.ToLowerInvariant();
        content.Position = 0;
        var chosen = TextDecoding.Choose(job.Encoding, content);
        var isDeclared = declared is not null and not "us-ascii" and not "utf-8" || (declared == "utf-8" && chosen.Name == "utf-8");
        if (job.Encoding is null && isDeclared)
        {
            return part.Text;
        }

        output.Reading.Encoding = chosen.Name;
        return TextDecoding.Decode(chosen, bytes);
    }

    private static void Take(MimeEntity part, ReadOutput output)
    {
        using var content = new MemoryStream();
        switch (part)
        {
            case MessagePart { Message: { } message }:
                message.WriteTo(content);
                content.Position = 0;
                output.AddPart($"{Clean(message.Subject) ?? "message"}.eml", content);
                break;
            case TnefPart tnef:
                foreach (var inner in tnef.ExtractAttachments().Take(1000))
                {
                    Take(inner, output);
                }

                break;
            case MimePart { Content: not null } file:
                using (var decoded = file.Content.Open())
                {
                    output.AddPart(Clean(file.FileName) ?? file.ContentType.MimeType, decoded, isInline: file.ContentId is not null && !file.IsAttachment);
                }

                break;
        }
    }

    private static string Converted(ReadJob job)
    {
        if (OutsideTools.Here.PathOf("msgconvert") is not { } msgconvert)
        {
            throw new UnreadableException("Reading Outlook's messages needs a program that is not installed: {0}.", "msgconvert") { MissingTool = "msgconvert" };
        }

        var converted = Path.Combine(job.Output, "converted.eml");
        try
        {
            var answer = OutsideProgram.Run(msgconvert, ["--outfile", converted, job.Input], null, Patience, 1 << 20);
            if (answer.ExitCode == 0 && File.Exists(converted))
            {
                return converted;
            }
        }
        catch (Exception e) when (e is TimeoutException or InvalidDataException)
        {
            // Told below.
        }

        throw new UnreadableException("This Outlook message is damaged: it could not be converted. Save it as .eml, and bring that in.");
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextNormalizer.Normalize(text).Replace('\n', ' ').Trim();
}

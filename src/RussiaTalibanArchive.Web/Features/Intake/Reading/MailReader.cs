using MimeKit;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Messages;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Reads a message with what is attached to it, a message from Outlook, or a mailbox of several messages.</summary>
public static class MailReader
{
    /// <exception cref="UnreadableException">A program is missing, or there is too much in the message.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        if ((job.Kind ?? FileTypes.Tell(job.Input, job.Name)) != FileKind.Msg)
        {
            Read(job.Input, job, output, undatedSince: null);
            return;
        }

        var started = DateTimeOffset.UtcNow.AddMinutes(-1);
        var converted = OutlookConversion.Convert(job);
        try
        {
            Read(converted, job, output, started);
        }
        finally
        {
            File.Delete(converted);
        }
    }

    /// <param name="path">The message.</param>
    /// <param name="job">What is asked.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="undatedSince">A date later than this was put in by the conversion: the message had none.</param>
    private static void Read(string path, ReadJob job, ReadOutput output, DateTimeOffset? undatedSince)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var isMailbox = IsMailbox(file);
        if (isMailbox && HoldsSeveral(file))
        {
            ReadMailbox(file, job, output);
            return;
        }

        file.Position = 0;
        using var message = MimeLoading.Parser(file, isMailbox ? MimeFormat.Mbox : MimeFormat.Entity).ParseMessage();
        if (message.Date > undatedSince)
        {
            message.Headers.Remove(HeaderId.Date);
        }

        ReadMessage(message, job, output);
    }

    private static void ReadMessage(MimeMessage message, ReadJob job, ReadOutput output)
    {
        output.Reading.Mail = MailHeads.Of(message);
        output.Reading.Title = output.Reading.Mail.Subject;
        MailHeads.Find(message, output);
        var pages = new PageCutter(output);
        new MailBody(job, output).Read(message.Body, pages.Add);
        pages.Finish();
    }

    /// <summary>Each message becomes a part: a document of its own.</summary>
    private static void ReadMailbox(FileStream file, ReadJob job, ReadOutput output)
    {
        file.Position = 0;
        var messages = MimeLoading.Parser(file, MimeFormat.Mbox);
        for (var number = 1; !messages.IsEndOfStream; number++)
        {
            using var message = messages.ParseMessage();
            MessageParts.Add(job, output, message, MessageParts.Name(message, number));
        }
    }

    private static bool HoldsSeveral(FileStream file)
    {
        file.Position = 0;
        var messages = MimeLoading.Parser(file, MimeFormat.Mbox);
        messages.ParseMessage().Dispose();
        return !messages.IsEndOfStream;
    }

    private static bool IsMailbox(FileStream file)
    {
        var start = new byte[5];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual("From "u8);
    }
}

using MimeKit;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Messages;

/// <summary>Stores a message that lies inside a file as a part of its own.</summary>
internal static class MessageParts
{
    public static void Add(ReadJob job, ReadOutput output, MimeMessage message, string name)
    {
        var path = Path.Combine(job.Output, "message.tmp");
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        message.WriteTo(file);
        file.Position = 0;
        output.AddPart(name, file);
    }

    /// <summary>A message has no name; it goes by its subject.</summary>
    public static string Name(MimeMessage message, int number) => (MailHeads.Line(message.Subject) ?? $"message-{number}") + ".eml";
}

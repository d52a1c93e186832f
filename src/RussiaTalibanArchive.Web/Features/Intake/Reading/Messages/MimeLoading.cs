using MimeKit;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Messages;

/// <summary>Parses foreign messages within limits.</summary>
internal static class MimeLoading
{
    /// <summary>How deeply parts may lie in parts.</summary>
    public const int MaxDepth = 30;

    private const int MaxHeadBytes = 1 << 17;

    public static MimeMessage Load(Stream file) => Parser(file, MimeFormat.Entity).ParseMessage();

    /// <summary>Bodies are left in the file until they are asked for.</summary>
    public static MimeParser Parser(Stream file, MimeFormat format) => new(Options(file), file, format, persistent: true);

    /// <summary>All parts but those of messages inside, in order.</summary>
    public static IEnumerable<MimeEntity> Parts(MimeEntity? body)
    {
        var open = new Stack<MimeEntity>(body is null ? [] : [body]);
        while (open.TryPop(out var part))
        {
            yield return part;
            foreach (var child in part is Multipart parts ? parts.Reverse() : [])
            {
                open.Push(child);
            }
        }
    }

    /// <returns>What the part holds, decoded; <see langword="null"/> when that is more than <paramref name="max"/> bytes.</returns>
    public static byte[]? Bytes(MimePart part, int max)
    {
        if (part.Content is null)
        {
            return [];
        }

        using var content = part.Content.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > max)
            {
                return null;
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Old programs wrote names and subjects as bare bytes; in which encoding, the head itself must tell.</summary>
    private static ParserOptions Options(Stream file)
    {
        var options = new ParserOptions { MaxMimeDepth = MaxDepth + 5, RespectContentLength = false };
        var head = new byte[MaxHeadBytes];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var text = head.AsSpan(0, read);
        var end = text.IndexOf("\r\n\r\n"u8) is var crlf and >= 0 ? crlf : text.IndexOf("\n\n"u8);
        text = end > 0 ? text[..end] : text;
        if (text.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 && TextDecoding.OfNames([text.ToArray()]).Encoding is { } encoding)
        {
            options.CharsetEncoding = encoding;
        }

        return options;
    }
}

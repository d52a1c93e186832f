using MimeKit;
using MimeKit.Tnef;
using RussiaTalibanArchive.Web.Features.Intake.Reading.WebPages;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Messages;

/// <summary>Parts a message into the texts that it says and the files that come with it.</summary>
internal sealed class MailBody(ReadJob job, ReadOutput output)
{
    private const int MaxTextBytes = 64 << 20;
    private const int MaxTnefBytes = 64 << 20;
    private const int StubLength = 300;

    private readonly List<TextPart> _texts = [];
    private int _unnamed;

    /// <summary>Says what the message does, paragraph by paragraph, and stores the files that come with it.</summary>
    public void Read(MimeEntity? body, Action<string> paragraph)
    {
        Take(body, depth: 0, isRelated: false);
        foreach (var text in _texts)
        {
            Say(text, paragraph);
        }
    }

    private void Take(MimeEntity? entity, int depth, bool isRelated)
    {
        if (depth > MimeLoading.MaxDepth)
        {
            output.RefusePart(entity is null ? "" : Name(entity), "It is nested too deeply inside the message.");
            return;
        }

        switch (entity)
        {
            case null:
                break;
            case MultipartAlternative alternative:
                TakeAlternative(alternative, depth, isRelated);
                break;
            case Multipart parts:
                TakeAll(parts, depth, isRelated || parts is MultipartRelated);
                break;
            case TextPart text when IsBody(text):
                _texts.Add(text);
                break;
            case TnefPart tnef:
                TakeTnef(tnef, depth);
                break;
            case MessagePart inside:
                AddMessage(inside);
                break;
            case MimePart file:
                AddFile(file, isRelated && !file.IsAttachment);
                break;
        }
    }

    private void TakeAll(IEnumerable<MimeEntity> parts, int depth, bool isRelated)
    {
        foreach (var part in parts)
        {
            Take(part, depth + 1, isRelated);
        }
    }

    /// <summary>Of several wordings of one text the plain one is taken, unless it only says that there is another.</summary>
    private void TakeAlternative(MultipartAlternative alternative, int depth, bool isRelated)
    {
        var before = _texts.Count;
        TakeAll(alternative, depth, isRelated);
        var wordings = _texts.Skip(before).ToList();
        var plain = wordings.FirstOrDefault(text => text.IsPlain);
        var page = wordings.FirstOrDefault(text => text.IsHtml);
        if (page is not null)
        {
            _texts.RemoveRange(before, wordings.Count);
            _texts.Add(plain is not null && !IsStub(plain, page) ? plain : page);
            FindIn(page);
        }
    }

    private bool IsStub(TextPart plain, TextPart page)
    {
        var (said, shown) = (Decoded(plain).Trim().Length, Decoded(page).Length);
        return said == 0 || (said < StubLength && shown > said * 50);
    }

    private static bool IsBody(TextPart text) => !text.IsAttachment && string.IsNullOrEmpty(text.FileName) && (text.IsPlain || text.IsHtml || text.IsEnriched);

    private void Say(TextPart text, Action<string> paragraph)
    {
        if (text.IsHtml)
        {
            using var page = HtmlParsing.Parse(Decoded(text));
            HtmlWords.Of(page, paragraph);
            HtmlFindings.Of(page, output);
            return;
        }

        foreach (var line in Decoded(text).AsSpan().EnumerateLines())
        {
            paragraph(line.ToString());
        }
    }

    /// <summary>What the page that was not chosen would have fetched or run.</summary>
    private void FindIn(TextPart page)
    {
        if (!_texts.Contains(page))
        {
            using var parsed = HtmlParsing.Parse(Decoded(page));
            HtmlFindings.Of(parsed, output);
        }
    }

    private string Decoded(TextPart text)
    {
        var bytes = MimeLoading.Bytes(text, MaxTextBytes)
            ?? throw new UnreadableException("The file holds more text than the archive takes in one document: {0} characters. Split it and bring the parts in.", job.Limits.MaxTextLength);
        var encoding = HtmlCharset.Of(bytes, job.Encoding, text.ContentType.Charset);
        output.Reading.Encoding ??= bytes.AsSpan().IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0 ? null : TextDecoding.NameOf(encoding);
        return TextDecoding.Decode(bytes, encoding);
    }

    private void TakeTnef(TnefPart tnef, int depth)
    {
        if (MimeLoading.Bytes(tnef, MaxTnefBytes) is null)
        {
            AddFile(tnef, isInline: false);
            return;
        }

        List<MimeEntity> parts;
        try
        {
            parts = tnef.ExtractAttachments().ToList();
        }
        catch (Exception damage) when (damage is TnefException or FormatException or ArgumentException or InvalidOperationException or IOException)
        {
            AddFile(tnef, isInline: false);
            return;
        }

        TakeAll(parts, depth, isRelated: false);
    }

    private void AddFile(MimePart file, bool isInline)
    {
        using var content = file.Content?.Open() ?? new MemoryStream();
        output.AddPart(Name(file), content, isInline);
    }

    private void AddMessage(MessagePart inside)
    {
        if (inside.Message is { } message)
        {
            MessageParts.Add(job, output, message, NameOfMessage(inside));
            return;
        }

        output.RefusePart(Name(inside), "It is damaged inside the message.");
    }

    private string NameOfMessage(MessagePart inside) =>
        Given(inside) is { } name ? name.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) ? name : name + ".eml" : MessageParts.Name(inside.Message!, ++_unnamed);

    private string Name(MimeEntity part) => Given(part)
        ?? $"part-{++_unnamed}{(MimeTypes.TryGetExtension(part.ContentType.MimeType, out var extension) ? extension : "")}";

    private static string? Given(MimeEntity part) => MailHeads.Line(part.ContentDisposition?.FileName ?? part.ContentType.Name);
}

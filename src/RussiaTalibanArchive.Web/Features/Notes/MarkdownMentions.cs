using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary><c>[[RTA-D0001]]</c>, <c>[[RTA-Q0001|label]]</c> or <c>![[RTA-Q0001]]</c> in Markdown, once it is parsed.</summary>
internal sealed class MentionInline : LeafInline
{
    public required Mention Mention { get; init; }
    public string? Label { get; init; }

    /// <summary>Whether the item itself is to be shown, not a link to it.</summary>
    public bool IsEmbed { get; init; }

    public MentionTarget? Target { get; set; }

    /// <summary>The number of the source where the item itself is shown; <see langword="null"/> for none.</summary>
    public int? Number { get; set; }
}

/// <summary>The number of the source named just before, which leads to it.</summary>
internal sealed class SourceMarkInline(int number) : LeafInline
{
    public int Number => number;
}

internal sealed class SourceMarkRenderer : HtmlObjectRenderer<SourceMarkInline>
{
    protected override void Write(HtmlRenderer renderer, SourceMarkInline obj) => renderer.WriteSourceMark(obj.Number);
}

/// <summary>An item that is shown in a place of its own between paragraphs.</summary>
internal sealed class EmbedBlock(MentionTarget target, int? number) : LeafBlock(null)
{
    public MentionTarget Target => target;

    /// <summary>The number of its source, if sources are numbered.</summary>
    public int? Number => number;
}

/// <summary>Reads what <see cref="Mention.In"/> finds. It runs before Markdown's own links, which would take the brackets apart.</summary>
internal sealed class MentionParser : InlineParser
{
    private const int MaxName = 120;
    private const int MaxLabel = 200;

    public MentionParser() => OpeningCharacters = ['[', '!'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var rest = slice.AsSpan();
        var isEmbed = rest[0] == '!';
        var open = isEmbed ? "![[" : "[[";
        if (!rest.StartsWith(open, StringComparison.Ordinal))
        {
            return false;
        }

        var inner = rest[open.Length..Math.Min(rest.Length, open.Length + MaxName + MaxLabel + 3)];
        var length = inner.IndexOf(']');
        if (length < 1 || !inner[length..].StartsWith("]]", StringComparison.Ordinal) || inner[..length].IndexOfAny('[', '\n') >= 0)
        {
            return false;
        }

        inner = inner[..length];
        var bar = inner.IndexOf('|');
        var name = bar < 0 ? inner : inner[..bar];
        if (name.Length > MaxName || Mention.Parse(name.ToString()) is not { } mention)
        {
            return false;
        }

        var label = bar < 0 ? null : inner[(bar + 1)..].Trim().ToString();
        processor.Inline = new MentionInline
        {
            Mention = mention,
            Label = string.IsNullOrEmpty(label) ? null : label,
            IsEmbed = isEmbed,
            Span = { Start = processor.GetSourcePosition(slice.Start), End = processor.GetSourcePosition(slice.Start) + open.Length + length + 1 },
        };
        slice.Start += open.Length + length + 2;
        return true;
    }
}

internal sealed class MentionInlineRenderer : HtmlObjectRenderer<MentionInline>
{
    protected override void Write(HtmlRenderer renderer, MentionInline obj)
    {
        if (obj.Target is not { } target)
        {
            return;
        }

        var isLinked = !Ancestors(obj).OfType<LinkInline>().Any(); // A link in a link is none.
        renderer.Write(isLinked ? $"<a class=\"mention\" href=\"{target.Path}\">" : "");
        renderer.WriteName(obj.Label ?? target.Title, obj.Label is null ? target.Language : null);
        renderer.Write(isLinked ? "</a>" : "");
    }

    private static IEnumerable<Inline> Ancestors(Inline inline)
    {
        for (Inline? parent = inline.Parent; parent is not null; parent = parent.Parent)
        {
            yield return parent;
        }
    }
}

internal sealed class EmbedBlockRenderer : HtmlObjectRenderer<EmbedBlock>
{
    protected override void Write(HtmlRenderer renderer, EmbedBlock obj)
    {
        renderer.EnsureLine();
        if (obj.Target.Quotation is { } quotation)
        {
            WriteQuotation(renderer, obj.Target, quotation, obj.Number);
        }
        else
        {
            WriteCard(renderer, obj.Target, obj.Number);
        }

        renderer.EnsureLine();
    }

    private static void WriteQuotation(HtmlRenderer renderer, MentionTarget target, QuotationTarget quotation, int? number)
    {
        renderer.Write("<figure class=\"quotation\"><blockquote lang=\"").WriteEscape(target.Language).Write("\" dir=\"auto\">");
        renderer.WriteEscape(quotation.Exact).Write("</blockquote>");
        if (quotation.Translation is { } translation)
        {
            renderer.Write("<p class=\"translation\" lang=\"").WriteEscape(translation.Language).Write("\" dir=\"auto\">");
            renderer.WriteEscape(translation.Text).Write("</p>");
        }

        renderer.Write($"<figcaption class=\"item-facts\"><a class=\"reference\" href=\"{target.Path}\">");
        renderer.WriteName(target.Mention.Reference, null);
        renderer.Write("</a>");
        if (quotation.Speaker is { } speaker)
        {
            renderer.Write(" <span class=\"speaker\">");
            renderer.WriteName(speaker, null);
            renderer.Write("</span>");
        }

        renderer.Write($" <cite><a href=\"{quotation.SourcePath}\">");
        renderer.WriteName(quotation.SourceTitle, quotation.SourceLanguage);
        renderer.Write("</a></cite>");
        renderer.WriteFacts(target.Facts);
        renderer.WriteSourceMark(number);
        renderer.Write("</figcaption></figure>");
    }

    private static void WriteCard(HtmlRenderer renderer, MentionTarget target, int? number)
    {
        renderer.Write($"<div class=\"item-card\"><a href=\"{target.Path}\">");
        renderer.WriteName(target.Title, target.Language);
        renderer.Write("</a><span class=\"item-facts\">");
        renderer.WriteFacts(target.Facts);
        renderer.WriteSourceMark(number);
        renderer.Write("</span></div>");
    }
}

internal static class MentionWriting
{
    /// <summary>A name in running text, kept apart from its surroundings' direction.</summary>
    public static void WriteName(this HtmlRenderer renderer, string name, string? language)
    {
        renderer.Write("<bdi");
        if (language is not null)
        {
            renderer.Write(" lang=\"").WriteEscape(language).Write("\"");
        }

        renderer.Write(">").WriteEscape(name).Write("</bdi>");
    }

    public static void WriteSourceMark(this HtmlRenderer renderer, int? number)
    {
        if (number is not null)
        {
            renderer.Write($"<sup class=\"source-ref\"><a href=\"#source_{number}\">{number}</a></sup>");
        }
    }

    public static void WriteFacts(this HtmlRenderer renderer, IReadOnlyList<MentionFact> facts)
    {
        foreach (var fact in facts)
        {
            renderer.Write(" <span");
            if (fact.Class is not null)
            {
                renderer.Write($" class=\"{fact.Class}\"");
            }

            renderer.Write("><bdi>").WriteEscape(fact.Text).Write("</bdi></span>");
        }
    }
}

using AngleSharp.Dom;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.WebPages;

/// <summary>What a page says of its maker, and what it would have run or fetched.</summary>
internal sealed class HtmlFindings(ReadOutput output)
{
    private const int MaxOfKind = 100;

    private static readonly HashSet<string> People = new(StringComparer.OrdinalIgnoreCase) { "author", "creator", "dc.creator", "article:author", "lastauthor", "owner", "twitter:creator" };
    private static readonly HashSet<string> Tools = new(StringComparer.OrdinalIgnoreCase) { "generator", "progid", "originator", "application-name" };

    private readonly Dictionary<FindingKind, HashSet<string>> _seen = [];

    public static void Of(INode page, ReadOutput output)
    {
        var findings = new HtmlFindings(output);
        foreach (var node in DomWalk.All(page))
        {
            findings.Add(node);
        }
    }

    private void Add(INode node)
    {
        if (node is IComment comment)
        {
            Find(FindingKind.Comment, "", comment.Data);
        }
        else if (node is IElement element)
        {
            AddElement(element);
            AddAddresses(element);
            AddHandlers(element);
        }
    }

    private void AddElement(IElement element)
    {
        switch (element.LocalName)
        {
            case "meta" when (element.GetAttribute("name") ?? element.GetAttribute("property")) is { } name:
                Find(People.Contains(name) ? FindingKind.Person : Tools.Contains(name) ? FindingKind.Tool : FindingKind.Other, name, element.GetAttribute("content"));
                break;
            case "script":
                Find(FindingKind.ActiveContent, "script", element.GetAttribute("src") ?? Start(element.TextContent));
                break;
            case "object" or "embed" or "applet":
                Find(FindingKind.ActiveContent, element.LocalName, element.GetAttribute("data") ?? element.GetAttribute("src") ?? element.LocalName);
                break;
            case "input" when element.GetAttribute("type") is "hidden":
                Find(FindingKind.HiddenContent, element.GetAttribute("name") ?? "input", element.GetAttribute("value"));
                break;
            default:
                Find(FindingKind.HiddenContent, element.LocalName, HtmlWords.IsHidden(element) ? Start(element.TextContent) : null);
                break;
        }
    }

    /// <summary>Addresses that a browser fetches by itself; those of links it does not.</summary>
    private void AddAddresses(IElement element)
    {
        foreach (var name in (ReadOnlySpan<string>)["src", "data", "poster", "background", "srcset", "action"])
        {
            FindAddress(element.LocalName, element.GetAttribute(name));
        }

        FindAddress(element.LocalName, element.LocalName is "link" or "base" ? element.GetAttribute("href") : null);
        if (element.LocalName == "a" && element.GetAttribute("href")?.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) == true)
        {
            Find(FindingKind.ActiveContent, "href", element.GetAttribute("href"));
        }
    }

    private void FindAddress(string label, string? address)
    {
        address = address?.Trim() ?? "";
        if (address.StartsWith("//", StringComparison.Ordinal) || address.StartsWith(@"\\", StringComparison.Ordinal) || address.Contains("://", StringComparison.Ordinal))
        {
            Find(address.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? FindingKind.Path : FindingKind.RemoteReference, label, address);
        }
    }

    private void AddHandlers(IElement element)
    {
        foreach (var attribute in element.Attributes.Where(a => a.Name.StartsWith("on", StringComparison.Ordinal)).Take(MaxOfKind))
        {
            Find(FindingKind.ActiveContent, attribute.Name, attribute.Value);
        }
    }

    private void Find(FindingKind kind, string label, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        var seen = _seen.TryGetValue(kind, out var known) ? known : _seen[kind] = [];
        if (seen.Count < MaxOfKind && seen.Add(Start(label, 100) + "\n" + Start(value)))
        {
            output.Find(kind, label, value);
        }
    }

    private static string Start(string text, int length = 2000) => text.Length > length ? text[..length] : text;
}

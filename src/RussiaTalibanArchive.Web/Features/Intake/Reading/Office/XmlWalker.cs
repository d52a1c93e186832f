using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>Walks XML from first tag to last without a tree and without recursion, so that no nesting can exhaust the stack.</summary>
internal abstract class XmlWalker
{
    /// <summary>Word itself refuses far less.</summary>
    private const int MaxDepth = 1000;

    /// <summary>No DTD, no entity, nothing fetched, at most 600 million characters.</summary>
    public static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 600_000_000,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public void Walk(XmlReader reader)
    {
        var goesOn = reader.Read();
        while (goesOn)
        {
            if (reader.Depth > MaxDepth)
            {
                throw new UnreadableException("The file is nested too deeply to be read safely. Open it in an office program, save it anew, and bring it in again.");
            }

            goesOn = reader.NodeType == XmlNodeType.Element ? WalkElement(reader) : WalkOther(reader);
        }
    }

    /// <returns><see langword="false"/> to leave the element out with all that is in it; <see cref="End"/> is not called for it then.</returns>
    protected abstract bool Start(string name, XmlReader reader);

    protected virtual void End(string name)
    {
    }

    protected virtual void Text(string value)
    {
    }

    private bool WalkElement(XmlReader reader)
    {
        var (name, isEmpty) = (reader.LocalName, reader.IsEmptyElement);
        var enters = Start(name, reader);
        reader.MoveToElement();
        if (!enters)
        {
            reader.Skip();
            return !reader.EOF;
        }

        if (isEmpty)
        {
            End(name);
        }

        return reader.Read();
    }

    private bool WalkOther(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.EndElement:
                End(reader.LocalName);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                Text(reader.Value);
                break;
        }

        return reader.Read();
    }
}

/// <summary>Shows each element to <paramref name="see"/>.</summary>
internal sealed class AttributeWalker(Action<XmlReader> see) : XmlWalker
{
    protected override bool Start(string name, XmlReader reader)
    {
        see(reader);
        return true;
    }
}

/// <summary>Shows each element that holds text, and the text, to <paramref name="see"/>. Texts are cut at 4,000 characters.</summary>
internal sealed class ValueWalker(Action<string, string> see) : XmlWalker
{
    private readonly System.Text.StringBuilder _value = new();

    protected override bool Start(string name, XmlReader reader)
    {
        _value.Clear();
        return true;
    }

    protected override void Text(string value) => _value.Append(value.AsSpan(0, Math.Min(value.Length, Math.Max(0, 4000 - _value.Length))));

    protected override void End(string name)
    {
        see(name, _value.ToString());
        _value.Clear();
    }
}

internal static class XmlReading
{
    /// <summary>An attribute by its name alone: prefixes and namespaces differ between the transitional and the strict format.</summary>
    public static string? Local(this XmlReader reader, string name)
    {
        string? value = null;
        for (var more = reader.MoveToFirstAttribute(); more && value is null; more = reader.MoveToNextAttribute())
        {
            value = reader.LocalName == name && reader.Prefix != "xmlns" ? reader.Value : null;
        }

        reader.MoveToElement();
        return value;
    }

    /// <summary>Whether a switch such as <c>w:vanish</c> is on: it is when it has no value.</summary>
    public static bool IsOn(this XmlReader reader, string attribute = "val") => reader.Local(attribute) is not ("0" or "false" or "off");

    /// <summary>A whole number from 0 up to <paramref name="max"/>; <paramref name="otherwise"/> where there is none.</summary>
    public static int Number(this XmlReader reader, string attribute, int otherwise, int max = int.MaxValue) =>
        int.TryParse(reader.Local(attribute), System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 0 ? Math.Min(number, max) : otherwise;
}

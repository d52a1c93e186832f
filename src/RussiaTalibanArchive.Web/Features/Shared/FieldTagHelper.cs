using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>
/// One field of a form: label, hint, input and, beside it, what is wrong with it. <c>rows</c> makes it a text area; child
/// content replaces the input, such as a <c>select</c>, and must carry the field's id. After a conflict it shows what is stored.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
public sealed class FieldTagHelper(IHtmlGenerator generator, HtmlEncoder encoder, Words words) : TagHelper
{
    public ModelExpression For { get; set; } = null!; // Razor sets it.
    public string Label { get; set; } = "";
    public string? Hint { get; set; }
    public int Rows { get; set; }
    public string Type { get; set; } = "text";
    public bool Required { get; set; }
    public string? Autocomplete { get; set; }

    /// <summary>In UTF-16 code units; 0 for no limit.</summary>
    public int Maxlength { get; set; }

    /// <summary>The id of a <c>datalist</c>.</summary>
    public string? List { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!; // Razor sets it.

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var id = TagBuilder.CreateSanitizedId(For.Name, "_");
        var error = ViewContext.ViewData.ModelState.TryGetValue(For.Name, out var state) ? string.Join(" ", state.Errors.Select(e => e.ErrorMessage)) : "";
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", error.Length > 0 ? "field invalid" : "field");
        output.Content.AppendHtml($"<label for=\"{id}\">{encoder.Encode(Label)}</label>");
        if (Hint is not null)
        {
            output.Content.AppendHtml($"<span class=\"hint\" id=\"{id}-hint\">{encoder.Encode(Hint)}</span>");
        }

        var child = await output.GetChildContentAsync();
        output.Content.AppendHtml(child.IsEmptyOrWhiteSpace ? Input(id, error.Length > 0) : child);
        if (error.Length > 0)
        {
            output.Content.AppendHtml($"<span class=\"error\" id=\"{id}-error\">{encoder.Encode(error)}</span>");
        }

        if (ViewContext.ViewData[Conflict.Key] is Conflict conflict)
        {
            AppendStored(output, conflict);
        }
    }

    /// <summary>What is stored in this field since somebody else saved it, and how the form's own value differs from it.</summary>
    private void AppendStored(TagHelperOutput output, Conflict conflict)
    {
        foreach (var change in conflict.At(For.Name))
        {
            var stored = new TagBuilder("div");
            stored.AddCssClass("stored");
            var label = new TagBuilder("p");
            label.InnerHtml.Append(words["Stored now, and what your words change in it:"]);
            stored.InnerHtml.AppendHtml(label);
            stored.InnerHtml.AppendHtml(words.Diff(words.ValueOf(change.Path, change.Before), words.ValueOf(change.Path, change.After)));
            output.Content.AppendHtml(stored);
        }
    }

    private TagBuilder Input(string id, bool isInvalid)
    {
        var attributes = new Dictionary<string, object?> { ["dir"] = "auto" };
        if (Type is "email" or "password" or "url" or "number")
        {
            attributes["dir"] = "ltr";
        }

        Set("required", Required ? "required" : null);
        Set("maxlength", Maxlength > 0 ? Maxlength : null);
        Set("autocomplete", Autocomplete);
        Set("list", List);
        Set("aria-invalid", isInvalid ? "true" : null);
        Set("aria-describedby", string.Join(' ', new[] { Hint is null ? null : $"{id}-hint", isInvalid ? $"{id}-error" : null }.OfType<string>()) is { Length: > 0 } ids ? ids : null);
        if (Rows > 0)
        {
            return generator.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, 0, attributes);
        }

        if (Type == "password")
        {
            return generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, null, attributes);
        }

        attributes["type"] = Type;
        return generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, null, attributes);

        void Set(string name, object? value)
        {
            if (value is not null)
            {
                attributes[name] = value;
            }
        }
    }
}

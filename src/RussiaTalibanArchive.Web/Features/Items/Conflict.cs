using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Features.History;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>
/// That somebody else saved an item while a form was open: how the form differs from what is stored now. The partial
/// <c>Items/_Conflict</c> lists it, and each <c>field</c> of the form shows its own part.
/// </summary>
/// <param name="Changes">From what is stored to what the form says.</param>
public sealed record Conflict(IReadOnlyList<FieldChange> Changes)
{
    internal const string Key = nameof(Conflict);

    /// <summary>The differences at a form's field: <c>Input.Source.Url</c>, or <c>Input.Labels</c> with all below it.</summary>
    public IEnumerable<FieldChange> At(string formField)
    {
        var name = formField.StartsWith("Input.", StringComparison.Ordinal) ? formField["Input.".Length..] : formField;
        return Changes.Where(c => c.Field.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && (c.Field.Length == name.Length || c.Field[name.Length] is '.' or '['));
    }
}

public static class ConflictPages
{
    /// <summary>
    /// Makes a form that met <see cref="SaveOutcome.Conflict"/> show both versions. It keeps what the person wrote; the version
    /// that it posts next is the stored one, so that the next save overwrites knowingly.
    /// </summary>
    /// <param name="page">The form's page, about to be shown again.</param>
    /// <param name="stored">What is stored now: <c>writer.Describe(saved.Item!)</c>.</param>
    /// <param name="storedVersion">Its <see cref="Item.Version"/>.</param>
    /// <param name="mine">The record that was not saved.</param>
    /// <param name="versionField">The name of the form's hidden version.</param>
    public static void ShowConflict(this PageModel page, ItemRecord stored, int storedVersion, ItemRecord mine, string versionField = "Input.Version")
    {
        page.ModelState.SetModelValue(versionField, storedVersion, storedVersion.ToString(CultureInfo.InvariantCulture));
        page.ViewData[Conflict.Key] = new Conflict(RecordDiff.Between(stored, mine));
    }
}

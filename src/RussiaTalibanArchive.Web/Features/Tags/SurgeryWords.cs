using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

public static class SurgeryWords
{
    public static string Of(Words words, SurgeryKind kind) => kind switch
    {
        SurgeryKind.Rename => words["Change the address"],
        SurgeryKind.Merge => words["Merge into another"],
        SurgeryKind.Split => words["Split"],
        SurgeryKind.Move => words["Move in the tree"],
        SurgeryKind.Import => words["Bring in a vocabulary"],
        _ => words["Delete or replace"],
    };
}

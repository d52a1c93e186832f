using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The Admiralty code in words: the letter grades the source, the digit what it says. Source: NATO STANAG 2511.</summary>
public static class AdmiraltyGrade
{
    public static string SourceOf(Words words, string grade) => grade[0] switch
    {
        'A' => words["The source is completely reliable"],
        'B' => words["The source is usually reliable"],
        'C' => words["The source is fairly reliable"],
        'D' => words["The source is not usually reliable"],
        'E' => words["The source is unreliable"],
        _ => words["The reliability of the source cannot be judged"],
    };

    public static string ContentOf(Words words, string grade) => grade[^1] switch
    {
        '1' => words["what it says is confirmed by other sources"],
        '2' => words["what it says is probably true"],
        '3' => words["what it says is possibly true"],
        '4' => words["what it says is doubtful"],
        '5' => words["what it says is improbable"],
        _ => words["whether what it says is true cannot be judged"],
    };
}

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Collects what is found in one text, within limits.</summary>
internal sealed class MarkList(string text)
{
    private readonly List<HiddenMark> _marks = [];
    private readonly int[] _counts = new int[Enum.GetValues<HiddenMarkKind>().Length];

    /// <summary>Adds the signs from <paramref name="start"/> up to <paramref name="end"/>, unless there are enough of their kind.</summary>
    public void Add(int start, int end, HiddenMarkKind kind, MarkGrade grade, string? decoded = null) =>
        Add(start, end, kind, grade, decoded, CodePoints(start, end));

    public void Add(int start, int end, HiddenMarkKind kind, MarkGrade grade, string? decoded, IEnumerable<int> codePoints)
    {
        if (_counts[(int)kind]++ < HiddenMarks.MaxPerKind)
        {
            _marks.Add(new(start, end - start, kind, grade, decoded, [.. codePoints.Take(HiddenMarks.MaxCodePoints)]));
        }
    }

    /// <summary>Whether no more of the kind will be listed, so that there is no need to read them.</summary>
    public bool IsFull(HiddenMarkKind kind) => _counts[(int)kind] >= HiddenMarks.MaxPerKind;

    public IReadOnlyList<HiddenMark> InOrder() => [.. _marks.OrderBy(m => m.Start).ThenBy(m => m.Kind)];

    private IEnumerable<int> CodePoints(int start, int end)
    {
        for (var at = start; at < end;)
        {
            var codePoint = Signs.CodePointAt(text, at);
            yield return codePoint;
            at += Signs.Width(codePoint);
        }
    }
}

namespace RussiaTalibanArchive.Web.Text;

/// <summary>A passage of a text that became another one. All in UTF-16 code units.</summary>
/// <param name="Start">Where it began in the old text.</param>
/// <param name="Length">How long it was there.</param>
/// <param name="NewLength">How long it is in the new text.</param>
public readonly record struct TextEdit(int Start, int Length, int NewLength)
{
    public int End => Start + Length;
}

/// <summary>Where the places of an old text are in the new one. Places are in UTF-16 code units.</summary>
public sealed class OffsetMap
{
    private readonly TextEdit[] _edits;

    /// <summary>How much longer the new text is than the old, before each edit.</summary>
    private readonly int[] _shifts;

    /// <param name="edits">In order, none overlapping another.</param>
    /// <exception cref="ArgumentException">They are out of order or overlap.</exception>
    public OffsetMap(IEnumerable<TextEdit> edits)
    {
        _edits = [.. edits];
        _shifts = new int[_edits.Length];
        for (var i = 1; i < _edits.Length; i++)
        {
            if (_edits[i].Start < _edits[i - 1].End)
            {
                throw new ArgumentException("The edits are out of order or overlap.", nameof(edits));
            }

            _shifts[i] = _shifts[i - 1] + _edits[i - 1].NewLength - _edits[i - 1].Length;
        }
    }

    public IReadOnlyList<TextEdit> Edits => _edits;

    /// <summary>Where a passage begins that began at <paramref name="position"/>: inside an edit, where that begins.</summary>
    public int Start(int position)
    {
        var (edit, shift) = Before(position);
        return edit is not { } e ? position
            : position < e.End ? e.Start + shift
            : position + shift + e.NewLength - e.Length;
    }

    /// <summary>Where a passage ends, exclusive, that ended at <paramref name="position"/>: inside an edit, where that ends.</summary>
    public int End(int position)
    {
        var (edit, shift) = Before(position);
        return edit is not { } e ? position
            : position == e.Start ? e.Start + shift
            : Math.Max(position, e.End) + shift + e.NewLength - e.Length;
    }

    /// <summary>Whether any unit from <paramref name="start"/> up to <paramref name="end"/> of the old text was replaced.</summary>
    public bool Touches(int start, int end) => start < end && Before(end - 1).Edit is { } e && e.End > start;

    /// <summary>The last edit that begins at or before a position, and how far the text before it has moved.</summary>
    private (TextEdit? Edit, int Shift) Before(int position)
    {
        int low = 0, high = _edits.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _edits[middle].Start <= position ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? (null, 0) : (_edits[low - 1], _shifts[low - 1]);
    }
}

namespace RussiaTalibanArchive.Web.Text;

/// <summary>
/// A text as search sees it, with the way back: every UTF-16 code unit of <see cref="Text"/> knows the span of the
/// original it came from. Made by <see cref="Folding.Fold"/>.
/// </summary>
public sealed class FoldedText
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    internal FoldedText(string text, int[] starts, int[] ends)
    {
        Text = text;
        _starts = starts;
        _ends = ends;
    }

    public string Text { get; }

    public int Length => Text.Length;

    /// <summary>Where the original of the folded unit at <paramref name="index"/> starts, in UTF-16 code units.</summary>
    public int OriginalStart(int index) => _starts[index];

    /// <summary>Where the original of the folded unit at <paramref name="index"/> ends, exclusive, with its marks.</summary>
    public int OriginalEnd(int index) => _ends[index];

    /// <summary>The original span of the folded span from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is empty or lies outside the folded text.</exception>
    public (int Start, int End) OriginalSpan(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, end);
        return (_starts[start], _ends[end - 1]);
    }

    /// <summary>
    /// Whether the original can be cut before the folded unit at <paramref name="index"/>: not between two letters that
    /// one ligature stood for, nor between a letter and its mark.
    /// </summary>
    public bool IsBoundary(int index) => index == 0 || index == Length || _starts[index] != _starts[index - 1];

    /// <summary>The first folded unit whose original ends after <paramref name="position"/>, or <see cref="Length"/>.</summary>
    public int IndexAt(int position)
    {
        int low = 0, high = Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ends[middle] > position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}

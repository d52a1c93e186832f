namespace RussiaTalibanArchive.Web.Features.Work;

/// <summary>Finds in a comment whom it calls: <c>@</c> and the name under which a colleague signs, in any case of letters.</summary>
public static class Calls
{
    /// <summary>A run of a comment; with the colleague whom it calls, if it does.</summary>
    public readonly record struct Run(string Text, Guid? Called);

    /// <summary>The comment in runs that make up the whole of it. Where one name begins another, the longer one counts.</summary>
    public static IReadOnlyList<Run> In(string text, IReadOnlyCollection<Colleague> colleagues)
    {
        ArgumentNullException.ThrowIfNull(text);
        var byLength = colleagues.OrderByDescending(c => c.Name.Length).ToList();
        var runs = new List<Run>();
        var start = 0;
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && byLength.Find(c => IsAt(text, at + 1, c.Name)) is { } called)
            {
                if (at > start)
                {
                    runs.Add(new(text[start..at], null));
                }

                start = at + 1 + called.Name.Length;
                runs.Add(new(text[at..start], called.Id));
                at = start - 1;
            }
        }

        if (start < text.Length)
        {
            runs.Add(new(text[start..], null));
        }

        return runs;
    }

    private static bool IsAt(string text, int start, string name) =>
        string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (start + name.Length >= text.Length || !char.IsLetterOrDigit(text[start + name.Length]));
}

namespace RussiaTalibanArchive.Web.Text;

/// <summary>
/// All substrings of a string in a graph of at most twice as many states as it has units. Source: A. Blumer et al., "The
/// smallest automaton recognizing the subwords of a text", 1985.
/// </summary>
internal sealed class SuffixAutomaton
{
    private readonly List<State> _states = [new(0, -1, 0)];
    private int _last;

    public SuffixAutomaton(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            Append(text[at], at);
        }
    }

    /// <summary>The longest run of <paramref name="text"/> that the string holds: where in each of the two, and its length; the first of equals.</summary>
    public (int InString, int InText, int Length) LongestIn(string text)
    {
        var (state, length) = (0, 0);
        var (bestEnd, bestState, best) = (0, 0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            while (state > 0 && !_states[state].Next.ContainsKey(text[at]))
            {
                state = _states[state].Link;
                length = _states[state].Length;
            }

            if (_states[state].Next.TryGetValue(text[at], out var next))
            {
                (state, length) = (next, length + 1);
            }

            if (length > best)
            {
                (bestEnd, bestState, best) = (at + 1, state, length);
            }
        }

        return best == 0 ? (0, 0, 0) : (_states[bestState].FirstEnd - best, bestEnd - best, best);
    }

    private void Append(char c, int at)
    {
        var current = Add(new(_states[_last].Length + 1, 0, at + 1));
        var p = _last;
        for (; p >= 0 && _states[p].Next.TryAdd(c, current); p = _states[p].Link)
        {
        }

        if (p >= 0)
        {
            var q = _states[p].Next[c];
            _states[current].Link = _states[p].Length + 1 == _states[q].Length ? q : Clone(p, q, c);
        }

        _last = current;
    }

    private int Clone(int p, int q, char c)
    {
        var copy = Add(new(_states[p].Length + 1, _states[q].Link, _states[q].FirstEnd) { Next = new(_states[q].Next) });
        for (; p >= 0 && _states[p].Next.GetValueOrDefault(c) == q; p = _states[p].Link)
        {
            _states[p].Next[c] = copy;
        }

        _states[q].Link = copy;
        return copy;
    }

    private int Add(State state)
    {
        _states.Add(state);
        return _states.Count - 1;
    }

    private sealed class State(int length, int link, int firstEnd)
    {
        public int Length { get; } = length;
        public int Link { get; set; } = link;

        /// <summary>Where the first occurrence of the state's strings ends.</summary>
        public int FirstEnd { get; } = firstEnd;

        public Dictionary<char, int> Next { get; init; } = [];
    }
}

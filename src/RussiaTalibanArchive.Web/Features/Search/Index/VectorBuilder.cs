using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NpgsqlTypes;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>Collects the lexemes of texts into a <c>tsvector</c>, within PostgreSQL's limits. For use on one thread.</summary>
internal sealed class VectorBuilder
{
    /// <summary>Between two texts of one vector, so that no phrase runs over their border.</summary>
    private const int Gap = 64;

    // PostgreSQL: positions to 16,383, 255 a lexeme, 1 MB in all, 2 kB a lexeme (which MaxLength of a word keeps).
    private const int MaxPosition = 16_383;
    private const int MaxPlaces = 255;
    private const int MaxBytes = 900_000;

    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Exact, string Folded, string? Language), (string[] Lexemes, uint Hash)> _forms = [];
    private readonly List<string> _stems = [];
    private readonly List<string> _lexemes = [];
    private readonly HashSet<short> _pairs = [];
    private readonly List<uint> _hashes = [];
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private int _offset;
    private int _bytes;
    private int _wholeBytes;

    public void Add(string text, string? language, char weight = 'D')
    {
        var last = 0;
        _hashes.Clear();
        foreach (var word in SearchWords.Enumerate(text, null))
        {
            var place = Math.Min(_offset + word.Position, MaxPosition);
            var (lexemes, hash) = FormsOf(word, language);
            foreach (var lexeme in lexemes)
            {
                Add(lexeme, place, weight);
            }

            AddPairs(word, hash);
            last = word.Position;
        }

        _offset += last == 0 ? 0 : last + Gap;
    }

    /// <summary>Hands out what was added, with its places, and begins anew.</summary>
    public NpgsqlTsVector Take()
    {
        var lexemes = new List<NpgsqlTsVector.Lexeme>(_places.Count);
        foreach (var (lexeme, places) in _places)
        {
            lexemes.Add(new(lexeme, places.ConvertAll(p => new NpgsqlTsVector.Lexeme.WordEntryPos(p >> 8, Weight((char)(p & 0xFF))))));
        }

        Clear();
        // The public way in goes through text, and parses it. The server sorts.
        return New(lexemes, true);
    }

    /// <summary>Hands out the <see cref="WordPairs"/> of all that was added since they were last taken.</summary>
    public short[] TakePairs()
    {
        short[] pairs = [.. _pairs];
        _pairs.Clear();
        return pairs;
    }

    /// <summary>Hands out what was added as a passage of something longer, whose words <see cref="TakeWhole"/> has.</summary>
    public NpgsqlTsVector TakePassage()
    {
        Keep();
        return Take();
    }

    /// <summary>Hands out what was added and the words of all passages before it, without places, and begins anew.</summary>
    public NpgsqlTsVector TakeWhole()
    {
        Keep();
        var lexemes = new List<NpgsqlTsVector.Lexeme>(_whole.Count);
        foreach (var lexeme in _whole)
        {
            lexemes.Add(new(lexeme, null));
        }

        Clear();
        _whole.Clear();
        _wholeBytes = 0;
        return New(lexemes, true);
    }

    /// <summary>Several pieces come first each by itself, then as a whole, which lies at the place of the first.</summary>
    private void AddPairs(SearchWord word, uint hash)
    {
        if (word.Pieces == 1)
        {
            _hashes.Add(hash);
        }

        if (word.Position > 1)
        {
            _pairs.Add(WordPairs.Of(_hashes[word.Position - 2], hash));
        }

        if (word.Pieces > 1)
        {
            _pairs.Add(WordPairs.Of(hash, _hashes[word.Position]));
        }
    }

    private void Keep()
    {
        foreach (var lexeme in _places.Keys)
        {
            if (_wholeBytes < MaxBytes && _whole.Add(lexeme))
            {
                _wholeBytes += SizeOf(lexeme);
            }
        }
    }

    private void Clear()
    {
        _places.Clear();
        (_offset, _bytes) = (0, 0);
    }

    private static int SizeOf(string lexeme) => 8 + Encoding.UTF8.GetByteCount(lexeme);

    private static NpgsqlTsVector.Lexeme.Weight Weight(char weight) => weight switch
    {
        'A' => NpgsqlTsVector.Lexeme.Weight.A,
        'B' => NpgsqlTsVector.Lexeme.Weight.B,
        'C' => NpgsqlTsVector.Lexeme.Weight.C,
        _ => NpgsqlTsVector.Lexeme.Weight.D,
    };

    private (string[] Lexemes, uint Hash) FormsOf(SearchWord word, string? language)
    {
        // Nearly every word has come before.
        if (_forms.TryGetValue((word.Exact, word.Folded, language), out var known))
        {
            return known;
        }

        Lexemes.Add(word, language, _stems, _lexemes);
        var forms = (_lexemes.ToArray(), WordPairs.Hash(word.Folded));
        if (_forms.Count > 200_000)
        {
            _forms.Clear();
        }

        _forms[(word.Exact, word.Folded, language)] = forms;
        return forms;
    }

    private void Add(string lexeme, int place, char weight)
    {
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, lexeme, out var exists);
        if (!exists)
        {
            places = [];
            _bytes += SizeOf(lexeme);
        }

        if (places!.Count < MaxPlaces && _bytes < MaxBytes && (places.Count == 0 || places[^1] >> 8 != place))
        {
            places.Add((place << 8) | weight);
            _bytes += 2;
        }
        else if (!exists)
        {
            _places.Remove(lexeme);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern NpgsqlTsVector New(List<NpgsqlTsVector.Lexeme> lexemes, bool noCheck);
}

namespace RussiaTalibanArchive.Web.Text.Stems;

/// <summary>
/// English words without their endings, by Snowball's English stemmer (Porter 2): minister, ministers; recognise,
/// recognised, recognition's "recognit". Source: https://snowballstem.org/algorithms/english/stemmer.html, as PostgreSQL has it.
/// </summary>
internal static class EnglishStemmer
{
    private const string Vowels = "aeiouy";

    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["idly"] = "idl",
        ["gently"] = "gentl",
        ["ugly"] = "ugli",
        ["early"] = "earli",
        ["only"] = "onli",
        ["singly"] = "singl",
        ["sky"] = "sky",
        ["news"] = "news",
        ["howe"] = "howe",
        ["atlas"] = "atlas",
        ["cosmos"] = "cosmos",
        ["bias"] = "bias",
        ["andes"] = "andes",
    };

    private static readonly HashSet<string> ExceptionsAfterPlural =
        new(["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"], StringComparer.Ordinal);

    private static readonly (string Suffix, string Instead)[] Step2 =
    [
        ("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"),
        ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"),
        ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"),
        ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string Instead)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"),
        ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic",
    ];

    /// <param name="word">In small letters.</param>
    public static string Stem(string word)
    {
        if (word.Length < 3)
        {
            return word;
        }

        if (Exceptions.TryGetValue(word, out var exception))
        {
            return exception;
        }

        var stem = new Letters(word);
        stem.DropPlural();
        var plain = stem.ToString();
        if (ExceptionsAfterPlural.Contains(plain))
        {
            return plain;
        }

        stem.DropPast();
        stem.TurnYIntoI();
        stem.ReplaceDerivation();
        stem.ShortenDerivation();
        stem.DropDerivation();
        stem.DropLast();
        return stem.ToString().Replace('Y', 'y');
    }

    /// <summary>The word on its way to its stem, with the regions R1 and R2 of the algorithm. A y that is a consonant is written Y.</summary>
    private ref struct Letters
    {
        private readonly char[] _letters;
        private readonly int _r1;
        private readonly int _r2;
        private int _length;

        public Letters(string word)
        {
            _letters = new char[word.Length + 2];
            word.CopyTo(_letters);
            _length = word.Length;
            for (var i = 0; i < _length; i++)
            {
                if (_letters[i] == 'y' && (i == 0 || IsVowel(i - 1)))
                {
                    _letters[i] = 'Y';
                }
            }

            _r1 = word.StartsWith("gener", StringComparison.Ordinal) || word.StartsWith("arsen", StringComparison.Ordinal) ? 5
                : word.StartsWith("commun", StringComparison.Ordinal) ? 6
                : RegionAfter(0);
            _r2 = RegionAfter(_r1);
        }

        public override readonly string ToString() => new(_letters, 0, _length);

        /// <summary>Step 1a.</summary>
        public void DropPlural()
        {
            if (EndsWith("sses"))
            {
                _length -= 2;
            }
            else if (EndsWith("ied") || EndsWith("ies"))
            {
                _length -= _length > 4 ? 2 : 1;
            }
            else if (EndsWith("us") || EndsWith("ss"))
            {
                return;
            }
            else if (EndsWith("s") && HasVowelBefore(_length - 2))
            {
                _length--;
            }
        }

        /// <summary>Step 1b.</summary>
        public void DropPast()
        {
            if (EndsWith("eedly") || EndsWith("eed"))
            {
                var start = _length - (EndsWith("eed") ? 3 : 5);
                _length = start >= _r1 ? start + 2 : _length;
                return;
            }

            var length = EndsWith("ingly") ? 5 : EndsWith("edly") ? 4 : EndsWith("ing") ? 3 : EndsWith("ed") ? 2 : 0;
            if (length == 0 || !HasVowelBefore(_length - length))
            {
                return;
            }

            _length -= length;
            if (EndsWith("at") || EndsWith("bl") || EndsWith("iz"))
            {
                _letters[_length++] = 'e';
            }
            else if (_length > 1 && _letters[_length - 1] == _letters[_length - 2] && "bdfgmnprt".Contains(_letters[_length - 1], StringComparison.Ordinal))
            {
                // "added" is of "add".
                _length -= _length == 3 && _letters[0] is 'a' or 'e' or 'o' ? 0 : 1;
            }
            else if (_r1 >= _length && EndsInShortSyllable(_length))
            {
                _letters[_length++] = 'e';
            }
        }

        /// <summary>Step 1c.</summary>
        public readonly void TurnYIntoI()
        {
            if (_length > 2 && _letters[_length - 1] is 'y' or 'Y' && !IsVowel(_length - 2))
            {
                _letters[_length - 1] = 'i';
            }
        }

        /// <summary>Step 2.</summary>
        public void ReplaceDerivation()
        {
            foreach (var (suffix, rest) in Step2)
            {
                if (EndsWith(suffix))
                {
                    var start = _length - suffix.Length;
                    if (start >= _r1 && (suffix != "ogi" || (start > 0 && _letters[start - 1] == 'l'))
                        && (suffix != "li" || (start > 0 && "cdeghkmnrt".Contains(_letters[start - 1], StringComparison.Ordinal))))
                    {
                        Replace(start, rest);
                    }

                    return;
                }
            }
        }

        /// <summary>Step 3.</summary>
        public void ShortenDerivation()
        {
            foreach (var (suffix, rest) in Step3)
            {
                if (EndsWith(suffix))
                {
                    var start = _length - suffix.Length;
                    if (start >= _r1 && (suffix != "ative" || start >= _r2))
                    {
                        Replace(start, rest);
                    }

                    return;
                }
            }
        }

        /// <summary>Step 4.</summary>
        public void DropDerivation()
        {
            foreach (var suffix in Step4)
            {
                if (EndsWith(suffix))
                {
                    var start = _length - suffix.Length;
                    if (start >= _r2 && (suffix != "ion" || (start > 0 && _letters[start - 1] is 's' or 't')))
                    {
                        _length = start;
                    }

                    return;
                }
            }
        }

        /// <summary>Step 5.</summary>
        public void DropLast()
        {
            var last = _length - 1;
            if (EndsWith("e") && (last >= _r2 || (last >= _r1 && !EndsInShortSyllable(last))))
            {
                _length--;
            }
            else if (EndsWith("ll") && last >= _r2)
            {
                _length--;
            }
        }

        private readonly bool IsVowel(int at) => Vowels.Contains(_letters[at], StringComparison.Ordinal);

        private readonly bool HasVowelBefore(int end)
        {
            for (var i = 0; i < end; i++)
            {
                if (IsVowel(i))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>After the first consonant that follows a vowel.</summary>
        private readonly int RegionAfter(int start)
        {
            for (var i = start + 1; i < _length; i++)
            {
                if (!IsVowel(i) && IsVowel(i - 1))
                {
                    return i + 1;
                }
            }

            return _length;
        }

        private readonly bool EndsInShortSyllable(int end) => end switch
        {
            2 => IsVowel(0) && !IsVowel(1),
            > 2 => !IsVowel(end - 3) && IsVowel(end - 2) && !IsVowel(end - 1) && _letters[end - 1] is not ('w' or 'x' or 'Y'),
            _ => false,
        };

        private readonly bool EndsWith(string suffix) => _letters.AsSpan(0, _length).EndsWith(suffix);

        private void Replace(int start, string rest)
        {
            rest.CopyTo(0, _letters, start, rest.Length);
            _length = start + rest.Length;
        }
    }
}

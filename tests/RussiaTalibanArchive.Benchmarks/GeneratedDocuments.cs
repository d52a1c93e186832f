using System.Globalization;
using System.Text;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>
/// Lines of JSON for documents in five languages, the same on every machine. Words are made of syllables and used as often as
/// words are in a language (Zipf's law), so that index and compression meet what they meet in real texts.
/// </summary>
/// <param name="count">How many.</param>
/// <param name="length">Length of a text in UTF-16 code units, on average; each has between a fifth and nine fifths of it.</param>
/// <param name="seed">Other numbers give other documents.</param>
internal sealed class GeneratedDocuments(int count, int length, int seed)
{
    private const int Vocabulary = 15_000;

    private static readonly Tongue[] Tongues =
    [
        new("ps", "د په ته له سره چې او دي هم نه", "با بر پا تر څو ځا ډې رو ړا ژو سي شو ښا کې ګر لو مو نې وا هي يو ټي غو خپ"),
        new("fa-AF", "و در به از که این را با است برای", "با پی تا جو چه خا دی رو زا سی شه صا طر عا غی فر کا گر لی مو نا وا هی یک"),
        new("ar", "في من على إلى أن التي عن هذا مع قد", "ال با تي ثق جم حو خا در ذه را زي سل شر صا ضم طب عا غر فو قا كت لي مو نه وا"),
        new("ru", "и в на с что не по о из за", "ба ве ги до жа зе ки ло мы на от пе ра си ту фе хо це чи шу ща эк ыв ст пр"),
        new("en", "the of and to in that is for on with", "ba con der en fi ga hol in ju kan le men no ov pre qui ra ster tion un ver wa xi yo"),
    ];

    /// <summary>The texts alone, in one language.</summary>
    public IEnumerable<string> Texts(string language)
    {
        var random = new Random(seed);
        var tongue = Array.Find(Tongues, t => t.Language == language)!;
        return Enumerable.Range(0, count).Select(_ => tongue.Text(random, random.Next(length / 5, 2 * length - length / 5)));
    }

    public IEnumerable<string> Lines() => Records().Select(ItemJson.Write);

    public IEnumerable<DocumentRecord> Records()
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var tongue = Tongues[i % Tongues.Length];
            yield return new DocumentRecord
            {
                Reference = $"RTA-D{seed * 1_000_000 + i + 1:0000}",
                Title = $"{tongue.Text(random, 40)} {i + 1}",
                Language = tongue.Language,
                Date = new DateRecord { Edtf = new DateOnly(2021, 8, 15).AddDays(random.Next(1500)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
                DocumentType = "memorandum",
                Issuer = tongue.Text(random, 25),
                Texts = [new TextRecord { Language = tongue.Language, Role = TextRole.Transcription, Text = tongue.Text(random, random.Next(length / 5, 2 * length - length / 5)) }],
                Status = ItemStatus.Internal,
            };
        }
    }

    private sealed class Tongue
    {
        private readonly string[] _words;

        public Tongue(string language, string small, string syllables)
        {
            Language = language;
            var parts = syllables.Split(' ');
            var random = new Random(language.Length + parts.Length);
            _words = [.. small.Split(' '), .. Enumerable.Range(0, Vocabulary).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => parts[random.Next(parts.Length)])))];
        }

        public string Language { get; }

        public string Text(Random random, int length)
        {
            var text = new StringBuilder(length + 20);
            while (text.Length < length)
            {
                var rank = (int)Math.Pow(_words.Length, random.NextDouble()) - 1;
                text.Append(_words[rank]).Append(random.Next(12) == 0 ? (random.Next(4) == 0 ? ".\n" : ", ") : " ");
            }

            return text.ToString().Trim();
        }
    }
}

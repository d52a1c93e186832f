using System.Buffers;

namespace RussiaTalibanArchive.Web.Text;

public enum PassageKind
{
    /// <summary>Words taken from somebody or from a document.</summary>
    Quotation,

    /// <summary>A name, a title, or a term in scare quotes.</summary>
    Term,
}

/// <summary>Why a passage was classed as it was; shown to the editor beside the proposal.</summary>
public enum PassageReason
{
    /// <summary>Before it, or right after it, a document is named as its source.</summary>
    DocumentNamed,

    /// <summary>A verb of speech or a named speaker goes before it, or follows right after it.</summary>
    VerbOfSpeech,

    /// <summary>A colon introduces it, and it is more than a few words.</summary>
    ColonBefore,

    /// <summary>It is set off as a block quotation.</summary>
    BlockQuotation,

    /// <summary>It is more than a few words long, though nobody is named.</summary>
    LongPassage,

    /// <summary>A word for a name or a title goes right before it.</summary>
    NamedWork,

    /// <summary>A few words without a verb of speech before them.</summary>
    ShortNoVerb,
}

/// <summary>A passage within quotation marks or a block quotation, as found in a text.</summary>
/// <param name="Start">The first UTF-16 code unit of the words inside the marks.</param>
/// <param name="End">The unit after the last of them.</param>
/// <param name="Exact">The text from <paramref name="Start"/> to <paramref name="End"/>, marks of inner lines included.</param>
/// <param name="Kind">Whether it quotes or merely names.</param>
/// <param name="Reason">The rule that decided.</param>
/// <param name="Cue">The words of the text that attribute it, such as <c>جاء في نص الوثيقة</c>, or null.</param>
/// <param name="IsAttributedToDocument">The cue names a document, letter, report or the like.</param>
/// <param name="IsClosed">False when its closing mark is missing and it was taken to the end of the paragraph.</param>
/// <param name="Depth">How many passages it stands in.</param>
/// <param name="ParentIndex">The index, in the list found, of the innermost passage it stands in.</param>
public sealed record FoundPassage(
    int Start,
    int End,
    string Exact,
    PassageKind Kind,
    PassageReason Reason,
    string? Cue,
    bool IsAttributedToDocument,
    bool IsClosed,
    int Depth,
    int? ParentIndex);

/// <summary>Proposes the quoted passages of a text. The rules of pairing are those of <see cref="PassageMarks"/>.</summary>
/// <remarks>
/// <para>Before a passage its clause is read, at most 400 code units: back to the end of the sentence, to the passage
/// before it, or, for a passage of at most four words, to the comma. Then, in this order: block quotations are quotations; after a
/// word that announces a name or title, up to six words are a term; after a cue (see <see cref="AttributionCues"/>) even
/// one word is a quotation; more than four words are a quotation, and a cue right after them is found as well; the rest
/// are terms. A passage joined to another by no more than "and" is classed as that one. A passage that starts a
/// paragraph is introduced by the paragraph before it if that ends in a colon.</para>
/// <para>Everything is linear in the length of the text.</para>
/// </remarks>
public static class PassageFinder
{
    /// <summary>A passage of no more words than this needs a cue to be a quotation.</summary>
    public const int MaxTermWords = 4;

    private const int MaxNameWords = 6;
    private const int MaxClause = 400;
    private const int MaxWordsAfter = 5;

    /// <returns>The passages in the order of their starts, an outer one before those in it.</returns>
    public static IReadOnlyList<FoundPassage> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var spans = PassageMarks.Find(text);
        var found = new List<FoundPassage>(spans.Count);
        var open = new Stack<int>();
        var previous = -1;
        foreach (var span in spans)
        {
            while (open.TryPeek(out var outer) && spans[outer].CloseEnd <= span.OpenStart)
            {
                previous = open.Pop();
            }

            var parent = open.TryPeek(out var inside) ? inside : (int?)null;
            // The passage before it that closed within the same outer one.
            var sibling = previous >= 0 && found[previous].ParentIndex == parent ? previous : (int?)null;
            found.Add(Classify(text, span, found, spans, parent, sibling, open.Count));
            open.Push(found.Count - 1);
            previous = -1;
        }

        return found;
    }

    private static FoundPassage Classify(
        string text, MarkedSpan span, List<FoundPassage> found, IReadOnlyList<MarkedSpan> spans, int? parent, int? sibling, int depth)
    {
        var exact = text[span.Start..span.End];
        var words = WordCount.Of(exact);
        var floor = sibling is { } before ? spans[before].CloseEnd : parent is { } outer ? spans[outer].Start : 0;
        var clause = Clause.Before(text, span.OpenStart, floor, toComma: words <= MaxTermWords && !span.IsBlock);
        FoundPassage Passage(PassageKind kind, PassageReason reason, string? cue = null, bool isDocument = false) =>
            new(span.Start, span.End, exact, kind, reason, cue, isDocument, span.IsClosed, depth, parent);
        FoundPassage Attributed(AttributionCues.Cue cue, Clause where) => Passage(
            PassageKind.Quotation,
            span.IsBlock ? PassageReason.BlockQuotation : cue.IsDocument ? PassageReason.DocumentNamed : PassageReason.VerbOfSpeech,
            where.Slice(cue.First, cue.Last),
            cue.IsDocument);

        if (sibling is { } joined && !span.IsBlock && clause.Start == floor && clause.IsConnector)
        {
            var same = found[joined];
            return Passage(same.Kind, same.Reason, same.Cue, same.IsAttributedToDocument);
        }

        if (words <= MaxNameWords && !span.IsBlock && AttributionCues.AnnouncesName(clause.Words))
        {
            return Passage(PassageKind.Term, PassageReason.NamedWork);
        }

        if (AttributionCues.Find(clause.Words) is { } cue)
        {
            return Attributed(cue, clause);
        }

        if (clause.EndsInColon && AttributionCues.LastDocument(clause.Words) is >= 0 and var document)
        {
            return Attributed(new AttributionCues.Cue(document, document, IsDocument: true), clause);
        }

        var after = Clause.After(text, span.CloseEnd, MaxWordsAfter);
        if ((words > MaxTermWords || span.EndsInComma(text)) && AttributionCues.Find(after.Words, first: true) is { First: <= 2 } following)
        {
            return Attributed(following, after);
        }

        return span.IsBlock ? Passage(PassageKind.Quotation, PassageReason.BlockQuotation)
            : words <= MaxTermWords ? Passage(PassageKind.Term, PassageReason.ShortNoVerb)
            : Passage(PassageKind.Quotation, clause.EndsInColon ? PassageReason.ColonBefore : PassageReason.LongPassage);
    }

    /// <summary>The words around a passage that may attribute it.</summary>
    private sealed class Clause
    {
        private static readonly SearchValues<char> Commas = SearchValues.Create(" \t,،;؛\u00A0");

        private readonly string _text;

        private Clause(string text, int start, int end)
        {
            _text = text;
            Start = start;
            Words = WordsOf(text, start, end);
            var introduced = text.AsSpan(start, end - start).TrimEnd(" \t\n\f\u00A0\u200E\u200F");
            EndsInColon = introduced.EndsWith(":") || introduced.EndsWith("：");
            IsConnector = Words.Count == 0 ? introduced.IndexOfAnyExcept(Commas) < 0 : Words.Count == 1 && AttributionCues.IsConnector(Words[0].Folded);
        }

        public int Start { get; }

        public List<AttributionCues.Word> Words { get; }

        public bool EndsInColon { get; }

        /// <summary>Nothing but "and", "or" or a comma stands in it.</summary>
        public bool IsConnector { get; }

        public string Slice(int first, int last) => _text[Words[first].Start..Words[last].End];

        /// <param name="text">The whole text.</param>
        /// <param name="mark">Where the opening mark stands.</param>
        /// <param name="floor">Where the passage before, or the outer one, sets the limit.</param>
        /// <param name="toComma">Whether a comma or a dash also ends it.</param>
        public static Clause Before(string text, int mark, int floor, bool toComma)
        {
            var lowest = Math.Max(floor, mark - MaxClause);
            var end = mark;
            while (end > lowest && IsJoint(text[end - 1]))
            {
                end--;
            }

            // A new paragraph is introduced by the one before only across a colon.
            if (text.AsSpan(end, mark - end).ContainsAny('\n', '\f') && (end == lowest || !text.AsSpan(end, mark - end).ContainsAny(':', '：')))
            {
                return new Clause(text, mark, mark);
            }

            var start = end;
            while (start > lowest && !EndsSentence(text, start - 1) && !(toComma && IsPause(text, start - 1)))
            {
                start--;
            }

            // A cut word at the limit is no word.
            for (var isCut = start > 0 && start == mark - MaxClause; isCut && start < end && char.IsLetterOrDigit(text[start]);)
            {
                start++;
            }

            var clause = new Clause(text, start, mark);
            return toComma && start > lowest && IsPause(text, start - 1) && IsContinuation(clause.Words)
                ? Before(text, mark, floor, toComma: false)
                : clause;
        }

        public static Clause After(string text, int start, int maxWords)
        {
            var highest = Math.Min(text.Length, start + MaxClause / 2);
            var end = start;
            while (end < highest && (IsJoint(text[end]) || text[end] is '.' or '!' or '?' or '؟' or '…') && text[end] is not ('\n' or '\f' or ':'))
            {
                // A full stop after the mark ends the sentence; inside the mark it does not.
                if (text[end] is '.' or '!' or '?' or '؟')
                {
                    return new Clause(text, end, end);
                }

                end++;
            }

            while (end < highest && !EndsSentence(text, end) && text[end] is not (':' or '“' or '«' or '„' or '"'))
            {
                end++;
            }

            var clause = new Clause(text, start, end);
            if (clause.Words.Count > maxWords)
            {
                clause.Words.RemoveRange(maxWords, clause.Words.Count - maxWords);
            }

            return clause;
        }

        /// <summary>"that", "بأن", or so little that the words before the comma still govern what follows.</summary>
        private static bool IsContinuation(List<AttributionCues.Word> words) =>
            words.Count == 0 || (words.Count <= 2 && AttributionCues.IsComplementizer(words[0].Folded));

        private static bool IsJoint(char c) => char.IsWhiteSpace(c)
            || c is ',' or '،' or ':' or '：' or '-' or '–' or '—' or '(' or '[' or '\u200C' or '\u200E' or '\u200F' or '>';

        private static bool IsPause(string text, int at) => text[at] is ',' or '،' or '–' or '—' or '(' or ')';

        private static bool EndsSentence(string text, int at) => text[at] switch
        {
            '\n' or '\f' or '!' or '?' or '؟' or '؛' or ';' or '۔' => true,
            '.' => at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]),
            _ => false,
        };

        private static List<AttributionCues.Word> WordsOf(string text, int start, int end)
        {
            var words = new List<AttributionCues.Word>();
            if (start >= end)
            {
                return words;
            }

            var folded = Folding.Fold(text[start..end]);
            for (var at = 0; at < folded.Length;)
            {
                var from = at;
                while (at < folded.Length && (char.IsLetterOrDigit(folded.Text[at]) || char.IsSurrogate(folded.Text[at])))
                {
                    at++;
                }

                if (at == from)
                {
                    at++;
                    continue;
                }

                var (first, last) = folded.OriginalSpan(from, at);
                words.Add(new AttributionCues.Word(folded.Text[from..at], start + first, start + last));
            }

            return words;
        }
    }
}

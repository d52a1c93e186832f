using System.Text;
using UglyToad.PdfPig;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;
using RussiaTalibanArchive.Web.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;

/// <summary>Reads PDF: the text of each page in reading order with a box for each word, and what the file says of itself.</summary>
public static class PdfReader
{
    private const int MaxLetters = 200_000;

    /// <exception cref="UnreadableException">It is encrypted, damaged, or has too many pages.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        using var document = Open(job);
        if (document.NumberOfPages > job.Limits.MaxPages)
        {
            throw new UnreadableException("The file has more than {0} pages. Split it and bring the parts in.", job.Limits.MaxPages);
        }

        var opinion = SecondOpinion.On(job, OutsideTools.Here);
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            output.AddPage(Doubted(ReadPage(document, number, output), opinion.OfPage(number)));
        }

        PdfFindings.Find(document, job.Input, output);
    }

    private static PdfDocument Open(ReadJob job)
    {
        try
        {
            return PdfDocument.Open(job.Input, new ParsingOptions { UseLenientParsing = true, Password = job.Password ?? "", SkipMissingFonts = true });
        }
        catch (PdfDocumentEncryptedException)
        {
            throw string.IsNullOrEmpty(job.Password)
                ? new UnreadableException("This PDF is encrypted. Give its password and try again.") { NeedsPassword = true }
                : new UnreadableException("This is not the password of this PDF. Give another and try again.") { NeedsPassword = true };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new UnreadableException("The PDF is damaged: it could not be opened. Open it in another program, save it anew, and bring that in.");
        }
    }

    private static ReadPage ReadPage(PdfDocument document, int number, ReadOutput output)
    {
        Page page;
        try
        {
            page = document.GetPage(number);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new() { Number = number, Source = TextSource.Wanted, WidthPoints = 595, HeightPoints = 842 }; // Its picture may show what its text does not tell.
        }

        var (letters, isHiding) = Seen(page, output);
        var (glyphs, wasDoubled) = WithoutDoubles([.. letters.Select(l => GlyphOf(l, page.Height)).Where(g => g.Text.Length > 0 && IsOn(page, g))]);
        var (text, words) = PageLayout.Read(glyphs, page.Width, page.Height);
        var isGarbage = IsGarbage(text);
        var hasPicture = HasImage(page, text.Length == 0 ? 0.002 : 0.1);
        return new()
        {
            Number = number,
            Text = isGarbage ? "" : text,
            Words = isGarbage ? [] : words,
            WidthPoints = page.Width,
            HeightPoints = page.Height,
            Source = isGarbage || IsNoLanguage(page, text) || (text.Length < 20 && hasPicture) ? TextSource.Wanted : text.Length > 0 ? TextSource.File : TextSource.None,
            Notes = [.. Notes(wasDoubled, isGarbage && text.Length > 0, page.Letters.Count > MaxLetters), .. isHiding ? new[] { PageNote.HoldsHiddenText } : []],
        };
    }

    /// <summary>Turns round what is back to front, and doubts what reads like no language or what another program reads otherwise.</summary>
    private static ReadPage Doubted(ReadPage page, string? opinion)
    {
        const int FewLetters = 60;
        var isHiding = page.Notes.Contains(PageNote.HoldsHiddenText); // Others do not keep it out.
        if (page.Source == TextSource.None && opinion is not null && !isHiding)
        {
            return opinion.Count(char.IsLetter) >= FewLetters ? page with { Source = TextSource.Wanted } : page;
        }

        if (page.Source != TextSource.File || page.Text.Count(char.IsLetter) < FewLetters)
        {
            return page;
        }

        if (ReversedWords.Are(page.Text))
        {
            return page with { Text = ReversedWords.Turn(page.Text), Notes = [.. page.Notes, PageNote.WasReversed] };
        }

        var differs = opinion is not null && !isHiding
            && PageAgreement.Of(page.Text, opinion) < PageAgreement.Enough && PageAgreement.Of(page.Text, ReversedWords.Turn(opinion)) < PageAgreement.Enough;
        return differs ? page with { Source = TextSource.Doubtful, Notes = [.. page.Notes, PageNote.ReadingsDiffer] }
            : LanguageGuess.Of(page.Text) is null ? page with { Source = TextSource.Doubtful }
            : page;
    }

    /// <summary>The letters that can be seen; what the others spell is found, and is in no text.</summary>
    private static (List<Letter> Letters, bool IsHiding) Seen(Page page, ReadOutput output)
    {
        var hidden = new HiddenLetters(page, HasImage(page, 0.3));
        var kinds = page.Letters.Take(MaxLetters).ToLookup(hidden.KindOf);
        foreach (var group in kinds.Where(g => g.Key is not null))
        {
            var (text, _) = PageLayout.Read([.. group.Select(l => GlyphOf(l, page.Height)).Where(g => g.Text.Length > 0)], page.Width, page.Height);
            output.Find(group.Key!.Value, "", text, page.Number);
        }

        return ([.. kinds[null]], kinds.Any(g => g.Key is not null && g.Any(l => !string.IsNullOrWhiteSpace(l.Value))));
    }

    /// <summary>Whether a layer of text that is not drawn, under a scan, reads like no language: then it is no use.</summary>
    private static bool IsNoLanguage(Page page, string text) =>
        text.Length > 0 && HasImage(page, 0.3) && page.Letters.Take(1000).All(l => l.RenderingMode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip) && LanguageGuess.Of(text) is null;

    private static IEnumerable<PageNote> Notes(bool wasDoubled, bool isUnmapped, bool wasCut)
    {
        if (wasDoubled)
        {
            yield return PageNote.WasDoubled;
        }

        if (isUnmapped)
        {
            yield return PageNote.UnmappedFont;
        }

        if (wasCut)
        {
            yield return PageNote.WasCut;
        }
    }

    /// <summary>PDF counts from the bottom; we count from the top.</summary>
    private static Glyph GlyphOf(Letter letter, double height)
    {
        var box = letter.BoundingBox;
        var (left, right) = (Math.Min(box.Left, box.Right), Math.Max(box.Left, box.Right));
        var (start, end) = (Math.Min(letter.StartBaseLine.X, letter.EndBaseLine.X), Math.Max(letter.StartBaseLine.X, letter.EndBaseLine.X));
        if (end - start > 0.01)
        {
            (left, right) = (start, end); // The advance, which is there for spaces too.
        }

        var size = letter.PointSize > 0.5 ? letter.PointSize : Math.Max(1, Math.Abs(box.Height));
        var baseline = height - letter.StartBaseLine.Y;
        return new(Folded(letter.Value), left, right, baseline - (size * 0.8), baseline + (size * 0.25), baseline, size);
    }

    /// <summary>Presentation forms and ligatures as plain letters; what has no meaning is left out.</summary>
    private static string Folded(string? value)
    {
        if (value == "\u200C")
        {
            return " "; // LibreOffice names its spaces so where a word with a joiner came first; their width tells.
        }

        var text = value?.Replace("\0", "", StringComparison.Ordinal) ?? "";
        try
        {
            text = text.Any(c => c is >= '\uFB00' and <= '\uFEFC') ? text.Normalize(NormalizationForm.FormKC) : text;
        }
        catch (ArgumentException)
        {
            return "\uFFFD";
        }

        return string.Concat(text.Where(c => !char.IsControl(c) && c is not ('\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))) is { Length: > 0 } kept ? kept : text.Length > 0 ? " " : "";
    }

    private static bool IsOn(Page page, Glyph glyph) => glyph.Right > 0 && glyph.Left < page.Width && glyph.Baseline > 0 && glyph.Baseline < page.Height + glyph.Size;

    /// <summary>The same sign twice at the same place, as in bold type that is drawn twice or two layers of text, is taken once.</summary>
    private static (List<Glyph> Glyphs, bool WasDoubled) WithoutDoubles(List<Glyph> glyphs)
    {
        var seen = new HashSet<(string, int, int)>();
        var kept = glyphs.Where(g => g.IsSpace || !HasNear(seen, g)).ToList();
        return (kept, glyphs.Count - kept.Count > Math.Max(5, glyphs.Count / 20));

        static bool HasNear(HashSet<(string, int, int)> seen, Glyph glyph)
        {
            var grid = Math.Max(0.5, glyph.Size * 0.12);
            var (x, y) = ((int)Math.Round(glyph.Left / grid), (int)Math.Round(glyph.Baseline / grid));
            for (var dx = -1; dx <= 1; dx++)
            {
                for (var dy = -1; dy <= 1; dy++)
                {
                    if (seen.Contains((glyph.Text, x + dx, y + dy)))
                    {
                        return true;
                    }
                }
            }

            seen.Add((glyph.Text, x, y));
            return false;
        }
    }

    /// <summary>Whether a fifth of the signs are no letters of any alphabet: the fonts do not say what they stand for.</summary>
    private static bool IsGarbage(string text)
    {
        var unmapped = text.Count(c => c is '\uFFFD' or (>= '\uE000' and <= '\uF8FF'));
        return unmapped > 3 && unmapped * 5 > text.Count(c => !char.IsWhiteSpace(c));
    }

    /// <param name="page">The page.</param>
    /// <param name="share">How much of it a picture must take.</param>
    private static bool HasImage(Page page, double share)
    {
        try
        {
            return page.GetImages().Any(i => Math.Abs(i.BoundingBox.Width * i.BoundingBox.Height) > page.Width * page.Height * share);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return true;
        }
    }
}

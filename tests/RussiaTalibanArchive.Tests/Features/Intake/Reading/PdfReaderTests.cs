using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

namespace RussiaTalibanArchive.Tests.Features.Intake.Reading;

public sealed class PdfReaderTests : IDisposable
{
    private const string Arabic = """
        مذكرة إلى وزارة الخارجية
        إلى سعادة الوزير: نحيطكم علماً بأن الوفد وصل إلى كابل في 7 تموز 2025، وقدم نسخة من الاتفاق (رقم 458/12) إلى اللجنة العليا التي نظرت فيه وأقرّته دون تعديل يذكر، على أن يبدأ العمل به في مطلع الشهر القادم.
        قال المتحدث: «لا نقبل الإملاءات من أحد»، وأضاف أن قيمة العقد تبلغ ١٢٣٤٥ دولاراً، أي 15% من الميزانية، وأن شركة KamAZ سترسل 30 شاحنة.
        وتفضلوا بقبول الاحترام.
        """;

    private const string Pashto = "د بهرنیو چارو وزارت ته: پلاوي د چنګاښ په ۱۵مه نېټه په کابل کې د روسیې له سفیر سره وکتل او د هوکړې يوه کاپي یې ورکړه.";
    private const string Dari = "می\u200cخواهیم که این سند محرمانه بماند. گزارش\u200cها و پیشنهادهای شما را بررسی می\u200cکنیم.";
    private const string Russian = "Министерство иностранных дел Российской Федерации направляет ноту «О поставках» № 17.";

    private readonly Made _made = new();

    [Theory]
    [InlineData("ar", "rtl", Arabic)]
    [InlineData("ps", "rtl", Pashto)]
    [InlineData("fa", "rtl", Dari)]
    [InlineData("ru", "ltr", Russian)]
    public void Chromiums_print_is_read_in_logical_order(string language, string direction, string text)
    {
        var pdf = _made.ChromiumPdf(language, Page(language, direction, text));

        var read = ReadFile.Of(pdf);

        Assert.True(ReadFile.Errors(text, read.Text) < 0.02, read.Text);
    }

    [Theory]
    [InlineData("ar", "rtl", Arabic)]
    [InlineData("ps", "rtl", Pashto)]
    [InlineData("fa", "rtl", Dari)]
    [InlineData("ru", "ltr", Russian)]
    public void LibreOffices_export_is_read_in_logical_order(string language, string direction, string text)
    {
        var document = _made.Office(_made.Write($"{language}.html", Page(language, direction, text)), "odt");
        var pdf = _made.Office(document, "pdf:writer_pdf_Export");

        var read = ReadFile.Of(pdf);

        Assert.True(ReadFile.Errors(text, read.Text) < 0.02, read.Text);
    }

    [Fact]
    public void Cairos_drawing_is_read_in_logical_order()
    {
        const string Line = "نحيطكم علماً بأن الوفد (رقم 7) وصل. «لا نقبل» ۱۵ د بهرنیو چارو وزارت";
        var pdf = _made.Drawn("line.pdf", Line);

        Assert.Equal(Line, ReadFile.Of(pdf).Text);
    }

    [Fact]
    public void Each_word_has_its_place_in_the_text_and_on_the_page()
    {
        var page = ReadFile.Of(_made.ChromiumPdf("boxes", Page("ar", "rtl", Arabic))).Pages[0];

        Assert.All(page.Words, w => Assert.DoesNotContain(page.Text.Substring(w.Start, w.Length), char.IsWhiteSpace));
        Assert.All(page.Words, w => Assert.True(w is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 } && w.X + w.Width <= 10_000 && w.Y + w.Height <= 10_000));
        Assert.True(page.Words[0].X > page.Words[1].X); // Reading begins on the right.
    }

    [Fact]
    public void Paragraphs_stay_whole_and_apart()
    {
        var read = ReadFile.Of(_made.ChromiumPdf("paragraphs", Page("ar", "rtl", Arabic)));

        Assert.Equal(4, read.Text.Split('\n').Length);
    }

    [Fact]
    public void The_right_column_comes_first_in_Arabic_script()
    {
        var column = string.Concat(Enumerable.Repeat("هذا نص طويل في عمود من صفحة ذات عمودين يقرأ من اليمين. ", 14));
        var pdf = _made.ChromiumPdf("columns", $"""
            <!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>body {"{"} font: 14px "Noto Naskh Arabic"; columns: 2; column-gap: 3em; column-fill: balance {"}"}</style>
            <p>البداية. {column}</p><p>{column} النهاية.</p></html>
            """);

        var text = ReadFile.Of(pdf).Text;

        Assert.StartsWith("البداية", text, StringComparison.Ordinal);
        Assert.EndsWith("النهاية.", text, StringComparison.Ordinal);
        Assert.True(ReadFile.Errors($"البداية. {column} {column} النهاية.", text) < 0.02, text);
    }

    [Fact]
    public void A_page_that_is_only_a_picture_asks_for_recognition()
    {
        var picture = Convert.ToBase64String(File.ReadAllBytes(_made.Drawn("scan.png", Pashto)));
        var pdf = _made.ChromiumPdf("scanned", $"<!doctype html><img style=\"width:18cm\" src=\"data:image/png;base64,{picture}\">");

        var page = ReadFile.Of(pdf).Pages[0];

        Assert.Equal((TextSource.Wanted, ""), (page.Source, page.Text));
    }

    [Fact]
    public void Text_that_is_drawn_twice_is_taken_once()
    {
        var pdf = _made.ChromiumPdf("doubled", $"<!doctype html><html lang=ru><meta charset=utf-8><div style=\"position:absolute;top:1cm;left:1cm\">{Russian}</div><div style=\"position:absolute;top:1cm;left:1cm\">{Russian}</div></html>");

        var page = ReadFile.Of(pdf).Pages[0];

        Assert.True(ReadFile.Errors(Russian, page.Text) < 0.05, page.Text);
        Assert.Contains(PageNote.WasDoubled, page.Notes);
    }

    [Fact]
    public void Words_under_a_black_box_are_found_and_kept_out_of_the_text()
    {
        var pdf = _made.ChromiumPdf("boxed", """
            <!doctype html><html lang="ru"><meta charset="utf-8"><style>* { -webkit-print-color-adjust: exact } .box { background: #000; color: #000 } .head { background: #000; color: #fff } .white { color: #fff }</style>
            <p class="head">Заголовок на чёрном</p><p>Имя источника: <span class="box">Иван Петров</span>, его видели в Кабуле.</p><p class="white">невидимая строка</p></html>
            """);

        var read = ReadFile.Of(pdf);

        Assert.Contains("Заголовок на чёрном", read.Text, StringComparison.Ordinal);
        Assert.Contains("его видели в Кабуле", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Петров", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("невидимая", read.Text, StringComparison.Ordinal);
        Assert.Contains(read.Reading.Findings, f => f is { Kind: FindingKind.CoveredText, Page: 1 } && f.Value.Contains("Иван Петров", StringComparison.Ordinal));
        Assert.Contains(read.Reading.Findings, f => f.Kind == FindingKind.HiddenContent && f.Value.Contains("невидимая", StringComparison.Ordinal));
        Assert.Contains(PageNote.HoldsHiddenText, read.Pages[0].Notes);
    }

    [Fact]
    public void Words_that_the_file_holds_back_to_front_are_turned_round()
    {
        var read = ReadFile.Of(_made.Write("reversed.pdf", RawPdf("eht eettimmoc sah dediced taht eht noitageled hcihw saw tnes morf eht latipac dna sti repap evah neeb devieceR", shift: 0)));

        Assert.Equal("the committee has decided that the delegation which was sent from the capital and its paper have been Received", string.Join(' ', read.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(PageNote.WasReversed, read.Pages[0].Notes);
    }

    [Fact]
    public void Where_two_ways_of_reading_differ_recognition_decides()
    {
        if (OutsideTools.Here.PathOf("tesseract") is null || OutsideTools.Here.PathOf("pdftoppm") is null)
        {
            Assert.Skip("Tesseract or pdftoppm is not installed here.");
        }

        const string Shown = "the committee has decided that the delegation which was sent from the capital will return";
        var path = _made.Write("forged.pdf", RawPdf(Shown, shift: 7));
        var read = ReadFile.Of(path);
        var recognised = ReadFile.Page(ReadFile.Do(ReadStep.Recognise, path, FileKind.Pdf, language: "en"), 1);

        var decided = PageDecision.Of(read.Pages[0], recognised);

        Assert.Equal(TextSource.Doubtful, read.Pages[0].Source);
        Assert.Contains(PageNote.ReadingsDiffer, read.Pages[0].Notes);
        Assert.Equal(Shown, string.Join(' ', decided.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.DoesNotContain(PageNote.ReadingsDiffer, decided.Notes);
    }

    /// <summary>A page of Helvetica whose file says that each small letter is the one so many places on in the alphabet.</summary>
    private static byte[] RawPdf(string text, int shift)
    {
        var content = "BT /F 11 Tf 14 TL 40 780 Td " + string.Concat(text.Split(' ').Chunk(8).Select(line => $"({string.Join(' ', line)}) Tj T* ")) + "ET";
        var map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange 27 beginbfchar <20> <0020> "
            + string.Concat(Enumerable.Range(0, 26).Select(i => $"<{'a' + i:x2}> <{'a' + ((i + shift) % 26):x4}> ")) + "endbfchar endcmap end end";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            $"<</Length {content.Length}>>stream\n{content}\nendstream",
            $"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding{(shift == 0 ? "" : "/ToUnicode 6 0 R")}>>",
            $"<</Length {map.Length}>>stream\n{map}\nendstream",
        ];
        var pdf = new System.Text.StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(pdf.Length);
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(p => pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{p:0000000000} 00000 n \n"));
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF");
        return System.Text.Encoding.Latin1.GetBytes(pdf.ToString());
    }

    [Fact]
    public void An_encrypted_file_asks_for_its_password_and_takes_the_right_one()
    {
        var plain = _made.ChromiumPdf("plain", Page("ru", "ltr", Russian));
        var encrypted = Path.Combine(_made.Folder, "encrypted.pdf");
        _made.Run("qpdf", "--encrypt", "secret-word", "owner-word", "256", "--", plain, encrypted);

        Assert.True(Assert.Throws<UnreadableException>(() => ReadFile.Of(encrypted)).NeedsPassword);
        Assert.True(Assert.Throws<UnreadableException>(() => ReadFile.Of(encrypted, password: "wrong")).NeedsPassword);
        Assert.Contains("Министерство", ReadFile.Of(encrypted, password: "secret-word").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_says_of_its_maker_is_found()
    {
        var read = ReadFile.Of(_made.ChromiumPdf("maker", Page("ru", "ltr", Russian)));

        Assert.Contains(read.Reading.Findings, f => f is { Kind: FindingKind.Tool, Label: "Producer" });
        Assert.Contains(read.Reading.Findings, f => f is { Kind: FindingKind.Time, Label: "CreationDate" });
    }

    [Theory]
    [InlineData("%PDF-1.7\n")]
    [InlineData("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF")]
    public void A_damaged_file_is_refused_in_words(string content)
    {
        var pdf = _made.Write("damaged.pdf", content);

        Assert.ThrowsAny<Exception>(() => ReadFile.Of(pdf));
    }

    [Fact]
    public void More_pages_than_allowed_are_refused()
    {
        var pdf = _made.ChromiumPdf("pages", "<!doctype html><p style=\"break-after:page\">1</p><p style=\"break-after:page\">2</p><p>3</p>");

        var refusal = Assert.Throws<UnreadableException>(() => ReadFile.Of(pdf, limits: new() { MaxPages = 2 }));

        Assert.Equal([2], refusal.Arguments);
    }

    public void Dispose() => _made.Dispose();

    private static string Page(string language, string direction, string text) => $"""
        <!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8"><style>@page {"{"} size: A4; margin: 20mm {"}"} body {"{"} font: 14px "Noto Naskh Arabic", "Noto Sans" {"}"}</style>
        {string.Concat(text.Split('\n').Select(line => $"<p>{line}</p>"))}</html>
        """;
}

using System.IO.Compression;
using System.Text;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Tests.Features.Intake.Reading;

/// <summary>Text, web pages, messages, archives and office files.</summary>
public sealed class TextReadersTests : IDisposable
{
    private const string Arabic = "مذكرة إلى وزارة الخارجية بشأن الاتفاق الذي وقع في كابل";
    private const string Russian = "Министерство иностранных дел направляет ноту о поставках";

    private readonly Made _made = new();

    static TextReadersTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", Arabic)]
    [InlineData("windows-1256", Arabic)]
    [InlineData("iso-8859-6", Arabic)]
    [InlineData("utf-16le", Arabic)]
    [InlineData("utf-16be", Arabic)]
    [InlineData("utf-8", Russian)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("ibm866", Russian)]
    [InlineData("utf-16le", Russian)]
    public void The_encoding_of_a_text_is_found_out(string name, string text)
    {
        var encoding = name switch { "utf-16le" => Encoding.Unicode, "utf-16be" => Encoding.BigEndianUnicode, _ => Encoding.GetEncoding(name) };
        var path = _made.Write("text.txt", encoding.GetBytes(text));

        var read = ReadFile.Of(path);

        Assert.Equal((name, text), (read.Reading.Encoding, read.Text));
    }

    [Fact]
    public void An_editor_can_name_the_encoding()
    {
        var path = _made.Write("text.txt", Encoding.GetEncoding("koi8-r").GetBytes(Russian));

        Assert.NotEqual(Russian, ReadFile.Of(path, encoding: "windows-1251").Text);
        Assert.Equal(Russian, ReadFile.Of(path, encoding: "koi8-r").Text);
        Assert.Throws<UnreadableException>(() => ReadFile.Of(path, encoding: "utf-7"));
    }

    [Theory]
    [InlineData("a.png", "%PDF-1.7\n%âãÏÓ\n1 0 obj", FileKind.Pdf)]
    [InlineData("a.pdf", "{\\rtf1\\ansi x}", FileKind.Rtf)]
    [InlineData("a.txt", "<!DOCTYPE html><html><body>x</body></html>", FileKind.Html)]
    [InlineData("a.txt", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'></svg>", FileKind.Svg)]
    [InlineData("a.txt", "Message-ID: <1@example.org>\nFrom: a@example.org\nTo: b@example.org\nSubject: x\n\nbody", FileKind.Eml)]
    [InlineData("a.eml", "From: a@example.org\nTo: b@example.org\nSubject: x\n\nbody", FileKind.Eml)]
    [InlineData("a.md", "# Title\n\ntext", FileKind.Markdown)]
    [InlineData("a.exe", "Plain words.", FileKind.Text)]
    [InlineData("a.pdf", "x<script>1</script>\n%PDF-1.4\n1 0 obj\n%%EOF", FileKind.Polyglot)]
    [InlineData("a.txt", "", FileKind.Empty)]
    [InlineData("a.txt", "MZ\u0000\u0001\u0002\u0000binary", FileKind.Unknown)]
    public void The_type_is_told_from_the_content(string name, string content, FileKind kind) =>
        Assert.Equal(kind, FileTypes.Tell(_made.Write(name, Encoding.Latin1.GetBytes(content)), name));

    [Fact]
    public void A_picture_with_an_archive_behind_it_is_neither()
    {
        var path = _made.Write("a.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[100], .. Zip(("a.txt", "x"))]);

        Assert.Equal(FileKind.Polyglot, FileTypes.Tell(path, "a.png"));
    }

    [Fact]
    public void A_zip_gives_its_files_and_refuses_what_leads_out_of_it()
    {
        var path = _made.Write("a.zip", Zip(("папка/файл.txt", Russian), ("../../etc/passwd", "x"), ("C:\\x.txt", "x"), ("__MACOSX/._a", "x"), ("مذكرة.txt", Arabic)));

        var parts = ReadFile.Of(path);

        Assert.Equal(["папка/файл.txt", "مذكرة.txt"], parts.Reading.Parts.Where(p => p.Stored is not null).Select(p => p.Name));
        Assert.Equal(3, parts.Reading.Parts.Count(p => p.Refusal is not null));
        Assert.Equal(Russian, Encoding.UTF8.GetString(parts.Part(0)));
    }

    [Fact]
    public void A_zip_bomb_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var content = zip.CreateEntry("zeros.bin").Open();
            content.Write(new byte[30 << 20]);
        }

        Assert.Throws<UnreadableException>(() => ReadFile.Of(_made.Write("bomb.zip", bytes.ToArray())));
    }

    [Fact]
    public void Names_in_an_old_encoding_are_decoded()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, Encoding.GetEncoding(866)))
        {
            zip.CreateEntry("Министерство/письмо о поставках.txt").Open().Dispose();
        }

        var read = ReadFile.Of(_made.Write("old.zip", bytes.ToArray()));

        Assert.Equal("Министерство/письмо о поставках.txt", read.Reading.Parts.Single().Name);
    }

    [Fact]
    public void A_message_gives_its_head_its_words_and_its_attachments()
    {
        var path = _made.Write("m.eml", $"""
            Received: from [198.51.100.7] by mail.example.org
            From: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("Иван"))}?= <ivan@example.org>
            To: wazir@example.org
            Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("مذكرة عاجلة"))}?=
            Date: Mon, 07 Jul 2025 10:00:00 +0430
            Message-ID: <b@example.org>
            In-Reply-To: <a@example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/plain; charset=utf-8

            {Arabic}
            --x
            Content-Type: application/octet-stream; name="note.bin"
            Content-Disposition: attachment; filename="note.bin"
            Content-Transfer-Encoding: base64

            AQID
            --x--
            """.ReplaceLineEndings("\r\n"));

        var read = ReadFile.Of(path);

        Assert.Equal((FileKind.Eml, "مذكرة عاجلة", Arabic), (read.Reading.Kind, read.Reading.Title, read.Text));
        Assert.Equal(("2025-07-07", "b@example.org"), (read.Reading.Mail!.Date, read.Reading.Mail.MessageId));
        Assert.Equal(["a@example.org"], read.Reading.Mail.References);
        Assert.Equal([1, 2, 3], read.Part(0));
        Assert.Contains(read.Reading.Findings, f => f.Kind == FindingKind.MessageHead && f.Value.Contains("198.51.100.7", StringComparison.Ordinal));
    }

    [Fact]
    public void A_web_page_gives_what_is_seen_of_it_and_nothing_else()
    {
        var path = _made.Write("p.html", $"<!doctype html><title>العنوان</title><h1>العنوان</h1><script>var hidden = 1;</script><p>{Arabic}</p><table><tr><td>1</td><td>2</td></tr></table><p hidden>no</p><img src=https://tracker.example.org/x.gif>");

        var read = ReadFile.Of(path);

        Assert.Equal($"العنوان\n{Arabic}\n1\t2", read.Text);
        Assert.Contains(read.Reading.Findings, f => f is { Kind: FindingKind.RemoteReference, Value: "https://tracker.example.org/x.gif" });
    }

    [Fact]
    public void A_web_page_nested_a_hundred_thousand_deep_is_refused()
    {
        var path = _made.Write("deep.html", "<!doctype html><p>" + Arabic + string.Concat(Enumerable.Repeat("<div>", 100_000)));

        Assert.Throws<UnreadableException>(() => ReadFile.Of(path));
    }

    [Theory]
    [InlineData("docx")]
    [InlineData("odt")]
    [InlineData("rtf")]
    public void Office_texts_are_read(string format)
    {
        var document = _made.Office(_made.Write("text.html", $"<!doctype html><meta charset=utf-8><h1>Заголовок</h1><p dir=rtl>{Arabic}</p><table><tr><td>١</td><td>{Russian}</td></tr></table>"), "odt");

        var read = ReadFile.Of(format == "odt" ? document : _made.Office(document, format));

        Assert.Contains(Arabic, read.Text, StringComparison.Ordinal);
        Assert.Contains("Заголовок", read.Text, StringComparison.Ordinal);
        Assert.Contains(Russian, read.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("ods")]
    public void A_sheet_is_a_page_and_a_row_a_line(string format)
    {
        var table = _made.Write("table.fods", """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
            <office:body><office:spreadsheet><table:table table:name="أوراق"><table:table-row><table:table-cell office:value-type="string"><text:p>اسم</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Иван</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>
            """);

        var read = ReadFile.Of(_made.Office(table, format));

        Assert.Contains("اسم\tИван", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Deleted_and_hidden_words_are_told_to_editors_and_kept_out_of_the_text()
    {
        var path = _made.Write("tracked.docx", Zip(
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='word/document.xml'/></Relationships>"),
            ("word/document.xml", $"""
                <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{Arabic}</w:t></w:r>
                <w:del w:author="Иван"><w:r><w:delText>secret source</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p></w:body></w:document>
                """)));

        var read = ReadFile.Of(path);

        Assert.Equal(Arabic, read.Text.Trim());
        Assert.Contains(read.Reading.Findings, f => f is { Kind: FindingKind.TrackedChange, Label: "Иван", Value: "secret source" });
        Assert.Contains(read.Reading.Findings, f => f is { Kind: FindingKind.HiddenContent, Value: "unseen" });
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>")]
    [InlineData("<w:document xmlns:w='w'><w:body><w:p>")]
    public void An_office_file_that_would_do_harm_is_refused(string document)
    {
        var path = _made.Write("x.docx", Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", document)));

        Assert.Throws<UnreadableException>(() => ReadFile.Of(path));
    }

    [Fact]
    public void Nesting_a_hundred_thousand_deep_breaks_nothing()
    {
        var xml = _made.Write("x.docx", Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", string.Concat(Enumerable.Repeat("<a>", 100_000)))));
        var rtf = _made.Write("x.rtf", "{\\rtf1" + new string('{', 100_000));

        Assert.Throws<UnreadableException>(() => ReadFile.Of(xml));
        Assert.Throws<UnreadableException>(() => ReadFile.Of(rtf));
    }

    public void Dispose() => _made.Dispose();

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var content = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}

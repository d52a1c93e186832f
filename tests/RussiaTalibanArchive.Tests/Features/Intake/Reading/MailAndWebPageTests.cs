using System.Diagnostics;
using System.Text;
using MimeKit;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Tests.Features.Intake.Reading;

public sealed class MailAndWebPageTests
{
    [Fact]
    public void A_web_page_is_read_as_it_is_seen()
    {
        const string Page = """
            <html><head><title>Сайт</title><style>p{}</style><script>var x = "нет";</script></head><body>
            <h1>Приказ <b>№ 5</b></h1><p>Первый&nbsp;абзац,
              продолжение.<br>После разрыва</p><div>текст <span style="display: none">тайна</span>дальше<div hidden>нет</div></div>
            <table><tr><th>Имя</th><th>Год</th></tr><tr><td>کابل</td><td></td><td><p>2023</p></td></tr></table>
            <ol start="3"><li>три<li><p>четыре</p></ol><ul><li>د کابل ښار</ul><pre>a
              b</pre><noscript>нет</noscript></body></html>
            """;

        using var letters = ReadLetters.By(HtmlReader.Read, Encoding.UTF8.GetBytes(Page));

        Assert.Equal("Приказ № 5", letters.Reading.Title);
        Assert.Equal("Приказ № 5\nПервый\u00A0абзац, продолжение.\nПосле разрыва\nтекст дальше\nИмя\tГод\nکابل\t\t2023\n3. три\n4. четыре\n• د کابل ښار\na\n  b", letters.Pages.Single());
    }

    [Theory]
    [InlineData("windows-1251", "<meta charset=windows-1251>", "windows-1251")]
    [InlineData("koi8-r", "", "koi8-r")]
    [InlineData("windows-1251", "<meta http-equiv=Content-Type content='text/html; charset=utf-8'>", "windows-1251")]
    [InlineData("utf-8", "<meta charset='windows-1251'>", "utf-8")]
    [InlineData("utf-16le", "", "utf-16le")]
    public void The_bytes_of_a_page_overrule_what_it_says_of_its_encoding(string encoding, string meta, string expected)
    {
        var page = TextDecoding.Named(encoding)!.Encoding.GetBytes($"<html>{meta}<p>Делегация прибыла в столицу для переговоров</p></html>");

        using var letters = ReadLetters.By(HtmlReader.Read, page);

        Assert.Equal(expected, letters.Reading.Encoding);
        Assert.Equal("Делегация прибыла в столицу для переговоров", letters.Pages.Single());
    }

    [Fact]
    public void What_a_page_says_of_its_maker_or_would_fetch_is_found()
    {
        const string Page = """
            <meta name="author" content="Иван Петров"><meta name="generator" content="Word 15"><script src="https://t.example/x.js"></script>
            <!-- черновик --><body onload="go()"><p>Текст<img src="https://t.example/pixel.gif?id=7"><img src="file:///C:/Users/ivan/a.png"><a href="https://link.example/">x</a>
            """;

        using var letters = ReadLetters.By(HtmlReader.Read, Encoding.UTF8.GetBytes(Page));

        (FindingKind, string)[] expected =
        [
            (FindingKind.Person, "Иван Петров"), (FindingKind.Tool, "Word 15"), (FindingKind.ActiveContent, "https://t.example/x.js"), (FindingKind.Comment, "черновик"),
            (FindingKind.ActiveContent, "go()"), (FindingKind.RemoteReference, "https://t.example/pixel.gif?id=7"), (FindingKind.Path, "file:///C:/Users/ivan/a.png"),
        ];
        var found = letters.Reading.Findings.Select(f => (f.Kind, f.Value)).ToList();
        Assert.All(expected, finding => Assert.Contains(finding, found));
        Assert.DoesNotContain(found, finding => finding.Value.Contains("link.example", StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_pages_end_soon_and_without_harm()
    {
        var clock = Stopwatch.StartNew();
        string Deep(string tag) => string.Concat(Enumerable.Repeat(tag, 300_000)) + "x";

        foreach (var tag in new[] { "<div>", "<b><i>", "<table><tr><td>", "<a:b>" })
        {
            Assert.Throws<UnreadableException>(() => ReadLetters.By(HtmlReader.Read, Encoding.UTF8.GetBytes("<html>" + Deep(tag))));
        }

        using var flat = ReadLetters.By(HtmlReader.Read, Encoding.UTF8.GetBytes("<html>" + Deep("<p>й<br>")));
        using var nested = ReadLetters.By(HtmlReader.Read, Encoding.UTF8.GetBytes("<html>" + string.Concat(Enumerable.Repeat("<table><tr><td>й</td><td>", 400))));
        Assert.Equal(300_001, string.Join('\n', flat.Pages).Split('\n').Length);
        Assert.Equal(400, nested.Pages.Single().Count(c => c == 'й'));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void A_saved_page_is_read_without_its_pictures()
    {
        const string Saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/a\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + "<html><title>t</title><h1>=D0=9A=D0=B0=D0=B1=D1=83=D0=BB</h1><p>text\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n";

        using var letters = ReadLetters.By(HtmlReader.Read, Encoding.ASCII.GetBytes(Saved));

        Assert.Equal(("Кабул", "Кабул\ntext"), (letters.Reading.Title, letters.Pages.Single()));
        Assert.Contains(letters.Reading.Findings, f => f.Value == "https://news.example/a");
    }

    [Fact]
    public void A_message_gives_its_head_its_words_and_its_files()
    {
        var builder = new BodyBuilder { TextBody = "سلام،\nگزارش ضمیمه است.", HtmlBody = "<p>سلام <img src='https://t.example/open.gif'>" };
        builder.LinkedResources.Add("logo.png", new byte[] { 1, 2 });
        builder.Attachments.Add("تقرير.pdf", new byte[] { 3, 4, 5 });
        builder.Attachments.Add(new MessagePart { Message = new MimeMessage { Subject = "Вложенное", Body = new TextPart("plain") { Text = "внутри" } } });
        var message = new MimeMessage([new MailboxAddress("Иван Петров", "ivan@example.ru")], [new MailboxAddress("", "wali@example.af")], "گزارش سفر", builder.ToMessageBody())
        {
            Date = new(2024, 1, 1, 0, 30, 0, TimeSpan.FromHours(4.5)),
            MessageId = "c@example.ru",
            InReplyTo = "b@example.ru",
        };
        message.References.Add("a@example.ru");
        message.Headers.Add("Received", "from host ([192.0.2.7])");
        message.Headers.Add("X-Mailer", "Foxmail 7");

        using var letters = ReadLetters.By(MailReader.Read, Bytes(message));

        var mail = letters.Reading.Mail!;
        Assert.Equal(("گزارش سفر", "2024-01-01", "c@example.ru"), (letters.Reading.Title, mail.Date, mail.MessageId));
        Assert.Equal(["Иван Петров <ivan@example.ru>", "wali@example.af"], mail.From.Concat(mail.To));
        Assert.Equal(["a@example.ru", "b@example.ru"], mail.References);
        Assert.Equal("سلام،\nگزارش ضمیمه است.", letters.Pages.Single());
        Assert.Equal([("logo.png", true), ("تقرير.pdf", false), ("Вложенное.eml", false)], letters.Reading.Parts.Select(p => (p.Name, p.IsInline)));
        Assert.Equal([3, 4, 5], letters.Part(1));
        Assert.Equal(FileKind.Eml, ReadLetters.Tell(letters.Part(2)));
        Assert.Contains(letters.Reading.Findings, f => f.Kind == FindingKind.MessageHead && f.Value.Contains("192.0.2.7", StringComparison.Ordinal));
        Assert.Contains(letters.Reading.Findings, f => f is { Kind: FindingKind.Tool, Value: "Foxmail 7" });
        Assert.Contains(letters.Reading.Findings, f => f is { Kind: FindingKind.RemoteReference, Value: "https://t.example/open.gif" });
        Assert.Empty(Directory.GetFiles(letters.Job.Output));
    }

    [Theory]
    [InlineData("windows-1251", "Начальник управления", "Приказ о поездке в Кабул", "Список.txt")]
    [InlineData("koi8-r", "Начальник управления", "Приказ о поездке в Кабул", "Список.txt")]
    [InlineData("windows-1256", "مدير المكتب", "تقرير عن زيارة الوفد", "قائمة.txt")]
    public void Bare_bytes_in_an_old_message_are_decoded(string encoding, string sender, string subject, string file)
    {
        var text = $"From: {sender} <a@example.org>\r\nSubject: {subject}\r\nDate: Mon, 1 Jan 2001 10:00:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            + $"--b\r\nContent-Type: text/plain\r\n\r\n{subject}\r\n--b\r\nContent-Disposition: attachment; filename=\"{file}\"\r\n\r\nx\r\n--b--\r\n";

        using var letters = ReadLetters.By(MailReader.Read, TextDecoding.Named(encoding)!.Encoding.GetBytes(text));

        Assert.Equal((subject, $"{sender} <a@example.org>"), (letters.Reading.Title, letters.Reading.Mail!.From.Single()));
        Assert.Equal((subject, file), (letters.Pages.Single(), letters.Reading.Parts.Single().Name));
    }

    [Fact]
    public void Each_message_of_a_mailbox_is_a_part_and_a_single_one_is_read()
    {
        const string One = "From a@example.org Mon Jan  1 10:00:00 2024\nFrom: a@example.org\nSubject: One\n\nhello\n";

        using var single = ReadLetters.By(MailReader.Read, Encoding.ASCII.GetBytes(One));
        using var several = ReadLetters.By(MailReader.Read, Encoding.ASCII.GetBytes(One + "\n" + One.Replace("One", "Two", StringComparison.Ordinal)));

        Assert.Equal(("One", "hello"), (single.Reading.Title, single.Pages.Single()));
        Assert.Equal(["One.eml", "Two.eml"], several.Reading.Parts.Select(part => part.Name));
    }

    [Fact]
    public void Messages_nested_beyond_reason_end_soon_and_what_is_too_deep_is_listed()
    {
        var parts = string.Concat(Enumerable.Range(0, 5000).Select(n => $"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"));
        var messages = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\nMIME-Version: 1.0\r\n", 5000));
        const string Head = "From: a@example.org\r\nMIME-Version: 1.0\r\n";

        using var deep = ReadLetters.By(MailReader.Read, Encoding.ASCII.GetBytes(Head + parts + "Content-Type: text/plain\r\n\r\nx"));
        using var matryoshka = ReadLetters.By(MailReader.Read, Encoding.ASCII.GetBytes(Head + messages + "\r\nx"));

        Assert.Contains(deep.Reading.Parts, part => part.Refusal is not null);
        Assert.Single(matryoshka.Reading.Parts);
    }

    [Fact]
    public async Task A_message_from_Outlook_is_converted_and_read()
    {
        var path = Path.GetTempFileName();
        try
        {
            if (!await MadeOutlookMessageAsync(path))
            {
                Assert.Skip("Perl with OLE::Storage_Lite and msgconvert are not installed.");
            }

            var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

            using var letters = ReadLetters.By(MailReader.Read, bytes);

            Assert.Equal(FileKind.Msg, ReadLetters.Tell(bytes, "a.doc"));
            Assert.Equal("Quarterly report", letters.Reading.Title);
            Assert.Null(letters.Reading.Mail!.Date);
            Assert.Contains("The delegation arrives on Sunday.", letters.Pages.Single(), StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(letters.Job.Output));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<bool> MadeOutlookMessageAsync(string path)
    {
        const string Script = """
            use OLE::Storage_Lite; my @t = (0, 0, 0, 1, 0, 124);
            sub u { OLE::Storage_Lite::Asc2Ucs($_[0]) } sub f { OLE::Storage_Lite::PPS::File->new(u($_[0]), $_[1]) }
            OLE::Storage_Lite::PPS::Root->new(\@t, \@t, [f('__properties_version1.0', "\0" x 32),
              f('__substg1.0_0037001F', u('Quarterly report')), f('__substg1.0_1000001F', u('The delegation arrives on Sunday.'))])->save($ARGV[0]);
            """;
        return File.Exists("/usr/bin/msgconvert") && await ExitCodeAsync("/usr/bin/perl", "-MEmail::Address", "-e", "1") == 0 && await ExitCodeAsync("/usr/bin/perl", "-e", Script, path) == 0;
    }

    private static async Task<int> ExitCodeAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private static byte[] Bytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }
}

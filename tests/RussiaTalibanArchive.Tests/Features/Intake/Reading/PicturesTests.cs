using ImageMagick;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Tests.Features.Intake.Reading;

public sealed class PicturesTests : IDisposable
{
    private const string Arabic = "نحيطكم علماً بأن الوفد وصل إلى كابل وقدم نسخة من الاتفاق";

    private readonly Made _made = new();

    [Fact]
    public void A_page_is_drawn_at_two_sizes_without_anything_of_the_original()
    {
        var pdf = _made.ChromiumPdf("page", "<!doctype html><title>maker</title><style>@page { size: A4 }</style><p>text");
        Need("pdftoppm");

        var folder = ReadFile.Do(ReadStep.Draw, pdf, FileKind.Pdf);

        using var large = new MagickImage(Path.Combine(folder, "00001-large.webp"));
        using var small = new MagickImage(Path.Combine(folder, "00001-small.webp"));
        Assert.Equal((1240u, 1754u, 280u), (large.Width, large.Height, small.Width));
        Assert.Empty(large.ProfileNames);
        Assert.DoesNotContain("maker", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(folder, "00001-large.webp"))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_redacted_is_painted_over_in_both_sizes()
    {
        var pdf = _made.ChromiumPdf("red", "<!doctype html><style>@page { size: A4; margin: 0 } body { margin: 0; background: #f00 }</style><div style=\"height:29cm\"></div>");
        Need("pdftoppm");

        var folder = ReadFile.Do(ReadStep.Draw, pdf, FileKind.Pdf, redactions: [new(1, 2000, 2000, 4000, 1000)]);

        foreach (var size in new[] { "large", "small" })
        {
            using var image = new MagickImage(Path.Combine(folder, $"00001-{size}.webp"));
            using var pixels = image.GetPixels();
            var inside = pixels.GetPixel((int)(image.Width * 0.4), (int)(image.Height * 0.25)).ToColor()!;
            var outside = pixels.GetPixel((int)(image.Width * 0.8), (int)(image.Height * 0.8)).ToColor()!;
            Assert.True(inside.R < 40 && outside.R > 200, size);
        }
    }

    [Theory]
    [InlineData("ar", Arabic)]
    [InlineData("ru", "Министерство направляет ноту о поставках")]
    public void The_words_of_a_picture_are_recognised_in_order(string language, string text)
    {
        var picture = _made.Drawn("scan.png", text);
        Need("tesseract");

        var page = ReadFile.Page(ReadFile.Do(ReadStep.Recognise, picture, FileKind.Png, language), 1);

        Assert.True(ReadFile.Errors(text, page.Text) < 0.12, page.Text);
        Assert.Equal(TextSource.Recognised, page.Source);
        Assert.All(page.Words, w => Assert.InRange(w.Confidence!.Value, 0, 100));
    }

    [Fact]
    public void A_picture_is_a_page_whose_words_are_wanted()
    {
        var read = ReadFile.Of(_made.Drawn("scan.png", Arabic));

        Assert.Equal((FileKind.Png, TextSource.Wanted), (read.Reading.Kind, read.Pages.Single().Source));
    }

    [Fact]
    public void A_tiff_of_many_pictures_has_many_pages()
    {
        using var pictures = new MagickImageCollection { new MagickImage(MagickColors.White, 200, 300), new MagickImage(MagickColors.Gray, 200, 300), new MagickImage(MagickColors.Black, 200, 300) };
        var path = Path.Combine(_made.Folder, "many.tiff");
        pictures.Write(path);

        Assert.Equal(3, ReadFile.Of(path).Pages.Count);
    }

    [Fact]
    public void A_picture_far_too_large_is_refused_before_it_is_decoded()
    {
        using var picture = new MagickImage(MagickColors.White, 2000, 2000);
        var path = Path.Combine(_made.Folder, "large.png");
        picture.Write(path);

        Assert.Throws<UnreadableException>(() => ReadFile.Of(path, limits: new() { MaxPixels = 1_000_000 }));
    }

    public void Dispose() => _made.Dispose();

    private static void Need(string program)
    {
        if (OutsideTools.Here.PathOf(program) is null)
        {
            Assert.Skip($"{program} is not installed here.");
        }
    }
}

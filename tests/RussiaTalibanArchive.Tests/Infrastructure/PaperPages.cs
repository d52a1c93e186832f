using ImageMagick;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using TextDirection = RussiaTalibanArchive.Web.Text.TextDirection;

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>Gives a document pictures of its pages, with the words where a scanned page of its text would have them.</summary>
internal static class PaperPages
{
    private const int Margin = 1_000;
    private const int LineHeight = 260;
    private const int LetterWidth = 130;

    public static Task AddPagesAsync(this TestArchive archive, string reference) => archive.AsArchiveAsync(async services =>
    {
        var (db, store) = (services.GetRequiredService<ArchiveDbContext>(), services.GetRequiredService<PictureStore>());
        var text = await db.Texts.Where(t => t.Document.Reference == reference && t.Role != TextRole.Translation && t.IsCurrent).SingleAsync();
        var folder = Directory.CreateTempSubdirectory("pictures-").FullName;
        var (blank, blankSmall) = (Path.Combine(folder, "blank.webp"), Path.Combine(folder, "blank-small.webp"));
        using (var image = new MagickImage(MagickColors.White, 827, 1170))
        {
            await image.WriteAsync(blank, MagickFormat.WebP, TestContext.Current.CancellationToken);
            image.Resize(280, 396);
            await image.WriteAsync(blankSmall, MagickFormat.WebP, TestContext.Current.CancellationToken);
        }

        foreach (var (page, number) in text.Body.Split('\f').Select((p, i) => (p, i + 1)))
        {
            var picture = Guid.CreateVersion7();
            var (large, small) = (Path.Combine(folder, "large.webp"), Path.Combine(folder, "small.webp"));
            File.Copy(blank, large);
            File.Copy(blankSmall, small);
            store.Take(picture, large, small);
            db.DocumentPages.Add(new()
            {
                DocumentId = text.DocumentId,
                Number = number,
                Sha256 = new string('0', 64),
                Source = TextSource.Recognised,
                Picture = picture,
                PictureWidth = 827,
                PictureHeight = 1170,
            });
            db.PageWords.Add(new() { DocumentId = text.DocumentId, Number = number, TextId = text.Id, Boxes = PageWords.Pack(BoxesOf(page)) });
        }

        Directory.Delete(folder, recursive: true);
        return await db.SaveChangesAsync();
    });

    /// <summary>Words from the side at which their paragraph begins, a new line where they reach the other margin.</summary>
    public static IEnumerable<WordBox> BoxesOf(string page)
    {
        var (along, line) = (Margin, 0);
        var isRightToLeft = false;
        for (var at = 0; at < page.Length;)
        {
            var start = at;
            while (at < page.Length && !char.IsWhiteSpace(page[at]))
            {
                at++;
            }

            if (at > start)
            {
                isRightToLeft = along == Margin ? RussiaTalibanArchive.Web.Text.Direction.Of(page[start..]) == TextDirection.RightToLeft : isRightToLeft;
                var width = (at - start) * LetterWidth;
                if (along + width > 10_000 - Margin)
                {
                    (along, line) = (Margin, line + 1);
                }

                yield return new(start, at - start, isRightToLeft ? 10_000 - along - width : along, Margin + (line * 2 * LineHeight), width, LineHeight, 95);
                along += width + LetterWidth;
            }

            (along, line) = at < page.Length && page[at] == '\n' ? (Margin, line + 1) : (along, line);
            at++;
        }
    }
}

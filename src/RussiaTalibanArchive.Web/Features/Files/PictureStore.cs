using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Features.Files;

/// <summary>
/// Keeps the pictures of pages, which are drawn anew from originals whenever they are lost or a page is redacted. Each drawing
/// has a name of its own, so that nobody is ever served an older one.
/// </summary>
public sealed class PictureStore(IOptions<ArchiveOptions> options)
{
    private readonly string _folder = Path.Combine(options.Value.DataDirectory, "pages");

    /// <summary>Takes over the two files of a drawing.</summary>
    public void Take(Guid picture, string large, string small)
    {
        ProgramFolder.Private(_folder);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(picture, PictureSize.Large))!);
        File.Move(small, PathOf(picture, PictureSize.Small), overwrite: true);
        File.Move(large, PathOf(picture, PictureSize.Large), overwrite: true);
    }

    /// <summary>Opens a picture; <see langword="null"/> when it is not there.</summary>
    public Stream? Open(Guid picture, PictureSize size) => File.Exists(PathOf(picture, size)) ? File.OpenRead(PathOf(picture, size)) : null;

    public void Delete(Guid picture)
    {
        File.Delete(PathOf(picture, PictureSize.Large));
        File.Delete(PathOf(picture, PictureSize.Small));
    }

    public string PathOf(Guid picture, PictureSize size)
    {
        var name = picture.ToString("N");
        return Path.Combine(_folder, name[^2..], $"{name}-{(size == PictureSize.Large ? "large" : "small")}.webp");
    }
}

/// <summary>To read by, about 150 dots an inch; to choose by, 280 pixels wide.</summary>
public enum PictureSize
{
    Large,
    Small,
}

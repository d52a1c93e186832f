using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Accounts;

/// <summary>The names under which accounts sign. No two are alike, in whatever spelling, so that nobody signs as somebody else.</summary>
public sealed class PenNames(ArchiveDbContext db)
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLength = 60;

    /// <summary>Reads a pen name; what is wrong with it goes to <paramref name="checks"/>.</summary>
    /// <param name="field">The field to name.</param>
    /// <param name="name">As typed.</param>
    /// <param name="own">The account that has the name or wants it; <see langword="null"/> for one to be made.</param>
    /// <param name="checks">Gets the problems.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<string> ReadAsync(string field, string? name, Guid? own, Checks checks, CancellationToken cancellationToken)
    {
        var line = checks.RequiredLine(field, name, "Choose a name to sign with.", MaxLength);
        var key = Folding.Key(line);
        var others = await db.Users.Where(u => u.Id != own).Select(u => u.DisplayName).ToListAsync(cancellationToken);
        if (line.Length > 0 && (key.Length == 0 || others.Append(Viewer.Archive.Name).Any(o => Folding.Key(o) == key)))
        {
            checks.Add(field, "Somebody else signs with this name. Choose another one.");
        }

        return line;
    }
}

using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Access;

/// <summary>What an account may do; each role may do all that the roles before it may.</summary>
public enum Role
{
    Reader = 1,
    Analyst,
    Editor,
    Admin,
}

/// <summary>
/// On whose behalf the database is asked, and when. <see cref="ArchiveDbContext"/> filters every query by it; this is the
/// one place that says who may see what.
/// </summary>
/// <param name="UserId">The account; <see langword="null"/> for a visitor.</param>
/// <param name="Name">The name that the account signs its work with.</param>
/// <param name="Role">The account's role; <see langword="null"/> for a visitor.</param>
/// <param name="SeesPublic">Public items, once their embargo is over.</param>
/// <param name="SeesInternal">Internal and embargoed items too.</param>
/// <param name="SeesDrafts">Drafts, originals and provenance too.</param>
public sealed record Viewer(Guid? UserId, string Name, Role? Role, bool SeesPublic, bool SeesInternal, bool SeesDrafts)
{
    /// <summary>The archive itself, in commands and at start: sees all.</summary>
    public static Viewer Archive { get; } = new(null, "Archive", Access.Role.Admin, true, true, true);

    /// <summary>Nobody: sees nothing.</summary>
    public static Viewer Nobody { get; } = new(null, "", null, false, false, false);

    /// <summary>Reads the account from a signed-in principal; a visitor where there is none.</summary>
    public static Viewer Of(ClaimsPrincipal user, bool archiveIsPublic)
    {
        Role? role = user.Identity?.IsAuthenticated == true && Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var named) ? named : null;
        return role is null
            ? Nobody with { SeesPublic = archiveIsPublic }
            : Of(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), user.FindFirstValue(ClaimTypes.Name) ?? "", role.Value);
    }

    /// <summary>An account, with what its role may see.</summary>
    public static Viewer Of(Guid userId, string name, Role role) =>
        new(userId, name, role, SeesPublic: true, SeesInternal: role >= Access.Role.Analyst, SeesDrafts: role >= Access.Role.Editor);
}

/// <summary>The viewer of this scope: the request's account, or whom a command names; nobody otherwise.</summary>
public sealed class CurrentViewer(IHttpContextAccessor http, IOptions<ArchiveOptions> options)
{
    private Viewer? _named;
    private ClaimsPrincipal? _user;
    private Viewer _viewer = Viewer.Nobody;

    public Viewer Value
    {
        get
        {
            if (_named is not null || http.HttpContext is null)
            {
                return _named ?? Viewer.Nobody;
            }

            if (!ReferenceEquals(_user, http.HttpContext.User))
            {
                _user = http.HttpContext.User;
                _viewer = Viewer.Of(_user, options.Value.Public);
            }

            return _viewer;
        }
    }

    /// <summary>Names the viewer of this scope, for work that no request asked for.</summary>
    public void Use(Viewer viewer) => _named = viewer;
}

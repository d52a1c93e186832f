namespace RussiaTalibanArchive.Web.Access;

/// <summary>What a page asks of its visitor. Each page names one; one that names none asks for <see cref="Admin"/>.</summary>
public static class Policies
{
    /// <summary>Anyone where the archive is public, else any account.</summary>
    public const string Visitor = nameof(Visitor);

    public const string Analyst = nameof(Analyst);
    public const string Editor = nameof(Editor);
    public const string Admin = nameof(Admin);
}

namespace RussiaTalibanArchive.Web.Features.Notes;

internal static class NoteServices
{
    public static void AddNotes(this IServiceCollection services)
    {
        services.AddScoped<MentionTargets>();
        services.AddScoped<MarkdownRenderer>();
    }
}

using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RussiaTalibanArchive.Web.Features.Notes;

internal static class NoteServices
{
    public static void AddNotes(this IServiceCollection services)
    {
        services.AddScoped<MentionTargets>();
        services.AddScoped<MarkdownRenderer>();
        services.AddScoped<NotesOn>();
        services.AddScoped<NoteDrafts>();
        services.AddScoped<ItemCompletion>();
        services.PostConfigure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Notes/Edit", "/notes/new"));
    }
}

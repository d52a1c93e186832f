namespace RussiaTalibanArchive.Web.Features.Citations;
internal static class Citations { public static void MapCitations(this WebApplication app) { } }

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>A search took longer than the settings allow.</summary>
public sealed class SearchTimeoutException(Exception inner) : Exception("The search took too long.", inner);

namespace RussiaTalibanArchive.Web.Data;

/// <summary>Something that stops the start. Its message is for the person who starts the program: what is wrong, and what to do.</summary>
public sealed class ArchiveStartException(string message) : Exception(message);

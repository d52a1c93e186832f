namespace RussiaTalibanArchive.Web.Data;

/// <summary>
/// Stops the start of a command. The message is for the person at the terminal: it says what is wrong and what to do,
/// and is shown by itself, without a stack trace.
/// </summary>
public sealed class ArchiveStartException : Exception
{
    public ArchiveStartException(string message)
        : base(message)
    {
    }

    public ArchiveStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

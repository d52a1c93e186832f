using System.Runtime.CompilerServices;

namespace RussiaTalibanArchive.Web.Features.Intake.Workers;

/// <summary>Lines from somebody who is not trusted to end them.</summary>
internal static class BoundedLines
{
    /// <param name="reader">Read to its end.</param>
    /// <param name="maxLength">In UTF-16 code units; the rest of a longer line is dropped.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<string> ReadAsync(StreamReader reader, int maxLength, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = new System.Text.StringBuilder();
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            for (var at = 0; at < read; at++)
            {
                if (buffer[at] == '\n')
                {
                    yield return line.ToString();
                    line.Clear();
                }
                else if (line.Length < maxLength)
                {
                    line.Append(buffer[at]);
                }
            }
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}

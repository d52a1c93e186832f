namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>How much text may still be gathered, so that it is refused while it grows and not when it has filled the memory.</summary>
internal sealed class TextBudget(ReadLimits limits)
{
    private long _spent;

    /// <param name="length">In UTF-16 code units.</param>
    public void Spend(int length)
    {
        _spent += length;
        if (_spent > limits.MaxTextLength)
        {
            throw new UnreadableException("The file holds more text than the archive takes in one document: {0} characters. Split it and bring the parts in.", limits.MaxTextLength);
        }
    }
}

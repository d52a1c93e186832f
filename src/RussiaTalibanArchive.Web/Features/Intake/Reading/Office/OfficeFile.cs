using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>What all Office readers do around their reading.</summary>
internal static class OfficeFile
{
    /// <summary>Runs a reader and names damage in words.</summary>
    public static void Read(Action read)
    {
        try
        {
            read();
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw new UnreadableException("The file is damaged, cut short, or made to do harm, and cannot be read. Open it in an office program, save it anew, and bring it in again; if that fails, ask for another copy.");
        }
    }

    public static bool IsDamage(Exception exception) => exception is XmlException or InvalidDataException or EndOfStreamException or NotSupportedException;
}

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>What a statement says.</summary>
/// <param name="Subject">An address, or the name of a blank node.</param>
/// <param name="Property">An address.</param>
/// <param name="Value">See <see cref="RdfValue"/>.</param>
internal sealed record RdfStatement(string Subject, string Property, RdfValue Value);

/// <param name="Text">The text, or the address.</param>
/// <param name="Language">BCP 47 language of a text that says it.</param>
/// <param name="IsAddress">Whether it is an address, or the name of a blank node.</param>
internal sealed record RdfValue(string Text, string? Language = null, bool IsAddress = false);

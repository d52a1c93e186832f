using System.Text.Json;
using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;

namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary>
/// One citeproc-js in a V8 of its own. Scripts in it reach no object of the program, no file and no network: texts go in, texts come out.
/// For one caller at a time.
/// </summary>
internal sealed class CitationEngine : IDisposable
{
    /// <summary>Where a script is stopped. V8's own limit lies far above, for it would end the whole program.</summary>
    private const int MaxHeapMegabytes = 256;
    private const int HardLimitMegabytes = 1_024;

    private readonly V8ScriptEngine _engine;
    private readonly string _folder;

    /// <param name="folder">Holds the processor, styles and locales.</param>
    /// <exception cref="TypeLoadException">There is no V8 for this platform.</exception>
    public CitationEngine(string folder)
    {
        _folder = folder;
        _engine = new V8ScriptEngine(new V8RuntimeConstraints { MaxNewSpaceSize = 16, MaxOldSpaceSize = HardLimitMegabytes });
        try
        {
            _engine.MaxRuntimeHeapSize = (UIntPtr)(MaxHeapMegabytes * 1024L * 1024);
            _engine.RuntimeHeapSizeSampleInterval = TimeSpan.FromMilliseconds(50);
            _engine.RuntimeHeapSizeViolationPolicy = V8RuntimeViolationPolicy.Exception;
            _engine.Execute("citeproc.js", $"const CSL = (() => {{ const module = {{ exports: {{}} }}; {File.ReadAllText(Path.Combine(folder, "citeproc.js"))}\nreturn module.exports; }})();");
            _engine.Execute("format.js", File.ReadAllText(Path.Combine(folder, "format.js")));
            foreach (var locale in CitationLocale.All)
            {
                _engine.Invoke("addLocale", locale.Tag, File.ReadAllText(Path.Combine(folder, $"locale-{locale.Tag}.json")));
            }
        }
        catch
        {
            _engine.Dispose();
            throw;
        }
    }

    /// <param name="style">A style of <see cref="CitationStyle.All"/>, or one's own with its text.</param>
    /// <param name="text">The CSL of a style that is no file here.</param>
    /// <param name="locale">The language of the citation.</param>
    /// <param name="cslJson">The items.</param>
    /// <param name="cancellationToken">Stops the engine, which is of no use after that.</param>
    /// <returns>Each item as HTML and as plain text.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="ScriptEngineException">The style does not work, or memory ran out.</exception>
    public IReadOnlyList<(string Html, string Text)> Format(CitationStyle style, string? text, CitationLocale locale, string cslJson, CancellationToken cancellationToken)
    {
        using var stop = cancellationToken.Register(_engine.Interrupt);
        try
        {
            if (!(bool)_engine.Invoke("hasStyle", style.Name))
            {
                _engine.Invoke("addStyle", style.Name, text ?? File.ReadAllText(Path.Combine(_folder, style.Id + ".json")));
            }

            using var answer = JsonDocument.Parse((string)_engine.Invoke("format", style.Name, locale.Tag, cslJson));
            return [.. answer.RootElement.EnumerateArray().Select(e => (e.GetProperty("html").GetString()!.Trim(), e.GetProperty("text").GetString()!.Trim()))];
        }
        catch (ScriptInterruptedException e)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }

    public void Dispose() => _engine.Dispose();
}

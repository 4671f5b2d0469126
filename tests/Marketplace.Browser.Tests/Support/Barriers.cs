using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Support;

/// <summary>
/// What axe finds on a page and in its frames. It is asked inside the browser and answers with what is wrong only: the library's own way
/// carries a description of the whole page back and forth, which takes longer than looking.
/// </summary>
internal static class Barriers
{
    private const string Look =
        """
        async isDark => {
          const options = { resultTypes: ['violations'], iframes: false, ...(isDark && { runOnly: { type: 'rule', values: ['color-contrast']
        """
        + " } }) };\n"
        + """
          const { violations } = await axe.run(document, options);
          return violations.flatMap(x => x.nodes.map(node => `${x.id}: ${x.help}: ${node.html} ${node.any.map(y => y.message).join(' ')}`));
        }
        """;

    /// <summary>Once a changed size or scheme is laid out, and what watches it has done its part.</summary>
    private const string Frames = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";

    /// <summary>
    /// Axe waits by timers, which never come in a frame that may run no script; that its document can be asked is the browser's favour.
    /// What such a frame shows is looked at where readers see it.
    /// </summary>
    private const string RunsScripts =
        """
        () => {
          const sandbox = window.frameElement?.getAttribute('sandbox') ?? null;
          return sandbox === null || sandbox.split(/\s+/).includes('allow-scripts');
        }
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <param name="scheme">Dark differs from light by its colours only.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, ColorScheme scheme)
    {
        var found = new List<string>();
        await page.EvaluateAsync(Frames);
        foreach (var frame in page.Frames)
        {
            if (!await frame.EvaluateAsync<bool>(RunsScripts))
                continue;
            if (!await frame.EvaluateAsync<bool>("() => 'axe' in window"))
                await frame.EvaluateAsync(Axe);
            found.AddRange(await frame.EvaluateAsync<string[]>(Look, scheme is ColorScheme.Dark));
        }

        return found;
    }
}

using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Support;

/// <summary>
/// Notes whatever a visitor would see in the browser's console: errors, exceptions, refusals of the Content-Security-Policy, and every
/// answer of 400 and above.
/// </summary>
public sealed class PageWatch
{
    private readonly ConcurrentQueue<string> _findings = new();
    private readonly ConcurrentQueue<string> _expected = [];

    public PageWatch(IBrowserContext context)
    {
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
                _findings.Enqueue($"console: {message.Text} ({message.Location})");
        };
        context.WebError += (_, error) => _findings.Enqueue($"exception: {error.Error}");
        context.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _findings.Enqueue($"answer: {response.Status} {response.Request.Method} {response.Url}");
        };
        // A page that is left aborts what it was loading.
        context.RequestFailed += (_, request) =>
        {
            if (request.Failure is { } failure && !failure.Contains("ERR_ABORTED", StringComparison.Ordinal))
                _findings.Enqueue($"request: {failure} {request.Method} {request.Url}");
        };
    }

    /// <summary>From now on findings with this text in them are what the test is about.</summary>
    public void Expect(string part) => _expected.Enqueue(part);

    /// <summary>What comes now is another test's.</summary>
    public void Forget()
    {
        _findings.Clear();
        _expected.Clear();
    }

    public IReadOnlyList<string> Findings => [.. _findings.Where(x => !_expected.Any(e => x.Contains(e, StringComparison.Ordinal)))];

    public void AssertQuiet() => Assert.True(Findings.Count == 0, "The browser's console shows:\n" + string.Join('\n', Findings));
}

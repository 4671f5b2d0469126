using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Marketplace.Pdf.Tests;

/// <summary>Fonts of a folder of the test's own, so that nothing depends on what the machine has, and what was logged about them.</summary>
internal sealed class TestFonts : ILogger<PdfFonts>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-fonts-").FullName;
    private readonly ConcurrentQueue<string> _log = new();

    public IReadOnlyList<string> Log => [.. _log];

    public string Folder => _folder;

    /// <summary>Looks into the folder when a letter is first missed.</summary>
    public PdfFonts Open() => new([_folder], this);

    public TestFonts With(string file, byte[] content)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return this;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _log.Enqueue($"{logLevel}: {formatter(state, exception)}");
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Marketplace.Benchmarks.Hosts;

namespace Marketplace.Benchmarks.Measurements;

/// <summary>From the start of the process to the end of the first page, with the sample tenants set up before.</summary>
internal static class ProcessStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<TimeSpan> MeasureAsync(string appData)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])
            [Path.Combine(AppContext.BaseDirectory, "Marketplace.Web.dll"), "--environment", "Development", "--contentRoot",
                SourceFolders.Web, "--urls", $"http://127.0.0.1:{port}", "--Marketplace:AppData", appData])
            start.ArgumentList.Add(argument);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            while (true)
            {
                try
                {
                    (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/"))).EnsureSuccessStatusCode();
                    return clock.Elapsed;
                }
                catch (HttpRequestException e) when (e.InnerException is SocketException && clock.Elapsed < Patience && !process.HasExited)
                {
                    await Task.Delay(10);
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

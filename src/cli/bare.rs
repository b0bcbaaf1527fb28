//! `virtual-college bare`: the limit that `benches/run` measures against. Each file of a directory at its name, from memory,
//! without a middleware; `/not-modified` is an empty 304. Nothing of the College is in it.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use actix_web::{App, HttpResponse, HttpServer, web};
use bytes::Bytes;
use clap::Args;

use super::Failure;

#[derive(Debug, Args)]
pub struct Bare {
    /// Address and port; port 0 takes any free one and prints it.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: SocketAddr,
    /// Whose files are served.
    directory: PathBuf,
}

pub fn run(bare: &Bare) -> Result<(), Failure> {
    let files = read(&bare.directory).map_err(|error| Failure::new(&bare.directory.display().to_string(), error))?;
    let listener = TcpListener::bind(bare.listen).map_err(|error| Failure::new("listening", error))?;
    actix_web::rt::System::new().block_on(serve(files, listener)).map_err(|error| Failure::new("serving", error))
}

fn read(directory: &Path) -> std::io::Result<Vec<(String, Bytes)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        files.push((format!("/{}", entry.file_name().to_string_lossy()), Bytes::from(std::fs::read(entry.path())?)));
    }
    Ok(files)
}

async fn serve(files: Vec<(String, Bytes)>, listener: TcpListener) -> std::io::Result<()> {
    println!("The bare handler answers at http://{}", listener.local_addr()?);
    let application = move || {
        let app = App::new().route("/not-modified", web::to(async || HttpResponse::NotModified().finish()));
        files.iter().cloned().fold(app, |app, (path, bytes)| {
            // What is sent is read, or the connection would be closed.
            let answer = move |_sent: Bytes| {
                std::future::ready(HttpResponse::Ok().content_type("application/json").body(bytes.clone()))
            };
            app.route(&path, web::to(answer))
        })
    };
    HttpServer::new(application).workers(super::cores()).listen(listener)?.run().await
}
